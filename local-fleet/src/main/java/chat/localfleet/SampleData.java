package chat.localfleet;

import chat.model.UserHit;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.List;
import java.util.Locale;
import org.bson.Document;

/**
 * People, two orgs and a bot a site, so that a fresh fleet can be tried at once. Every site knows
 * the people of all sites. Loading twice changes nothing.
 */
final class SampleData {
  /** An org by section: Carla at the first site, Greta at the second. */
  static final String SECTION = "s-harbour";

  /** An org by department: Farid and Hugo at the second site. */
  static final String DEPARTMENT = "d-night";

  private record Person(
      String account,
      String name,
      String chineseName,
      int site,
      String section,
      String department) {}

  private static final List<Person> PEOPLE =
      List.of(
          new Person("alice", "Alice Moreau", "愛麗絲", 0, "s-office", "d-day"),
          new Person("bruno", "Bruno Keller", "布魯諾", 0, "s-office", "d-day"),
          new Person("carla", "Carla Santos", "卡拉", 0, SECTION, "d-day"),
          new Person("dmitri", "Dmitri Orlov", "德米特里", 0, "s-office", "d-day"),
          new Person("mallory", "Mallory Finch", "馬洛里", 0, "s-guests", "d-guests"),
          new Person("erin", "Erin Walsh", "艾琳", 1, "s-yard", "d-day"),
          new Person("farid", "Farid Haddad", "法里德", 1, "s-yard", DEPARTMENT),
          new Person("greta", "Greta Lind", "格蕾塔", 1, SECTION, "d-day"),
          new Person("hugo", "Hugo Marin", "雨果", 1, "s-yard", DEPARTMENT));

  private SampleData() {}

  /** Somebody as the organisation's login knows them (contract 12 §3). */
  record Login(
      String account,
      String email,
      String name,
      String description,
      String deptid,
      String deptname) {}

  /** The people of these sites; bots have no login. */
  static List<Login> logins(List<String> sites) {
    return PEOPLE.stream().filter(p -> p.site < sites.size()).map(SampleData::login).toList();
  }

  /** The first of a site's people; empty where nobody is at home. */
  static String somebodyOf(int site) {
    return PEOPLE.stream().filter(p -> p.site == site).map(Person::account).findFirst().orElse("");
  }

  private static Login login(Person p) {
    return new Login(
        p.account,
        p.account + "@chat.example",
        p.name,
        "e-%s, %s, %s".formatted(p.account, p.name, p.chineseName),
        p.department,
        orgName(p.department));
  }

  /** Upserts the people, orgs and bots of all sites into one site's database. */
  static void load(SiteServers site, List<String> sites) {
    try (MongoClient client = MongoClients.create(site.mongoUri())) {
      var database = client.getDatabase(SiteServers.DATABASE);
      for (Person person : PEOPLE) {
        if (person.site < sites.size()) {
          put(database.getCollection("users"), user(person, sites.get(person.site)));
        }
      }
      for (String home : sites) {
        put(database.getCollection("users"), bot(home));
        put(database.getCollection("apps"), app(home));
      }
    }
  }

  /** Sample people by a part of their account or names, whatever its case. */
  static List<UserHit> named(String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return PEOPLE.stream()
        .filter(
            person ->
                List.of(person.account, person.name, person.chineseName).stream()
                    .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted)))
        .map(person -> new UserHit(person.account, person.name, person.chineseName))
        .toList();
  }

  private static Document user(Person person, String site) {
    return new Document("_id", "u-" + person.account)
        .append("account", person.account)
        .append("siteId", site)
        .append("sectId", person.section)
        .append("sectName", orgName(person.section))
        .append("sectTCName", "")
        .append("deptId", person.department)
        .append("deptName", orgName(person.department))
        .append("deptTCName", "")
        .append("engName", person.name)
        .append("chineseName", person.chineseName)
        .append("employeeId", "e-" + person.account);
  }

  /** {@code s-harbour} is shown as "Harbour". */
  private static String orgName(String org) {
    return Character.toUpperCase(org.charAt(2)) + org.substring(3);
  }

  private static Document bot(String site) {
    return new Document("_id", "b-" + site)
        .append("account", site + ".bot")
        .append("siteId", site)
        .append("sectId", "s-bots")
        .append("sectName", "Bots")
        .append("sectTCName", "")
        .append("deptId", "d-bots")
        .append("deptName", "Bots")
        .append("deptTCName", "")
        .append("engName", "Helper of " + site)
        .append("chineseName", "")
        .append("employeeId", "");
  }

  private static Document app(String site) {
    return new Document("_id", "app-" + site)
        .append("name", "Helper of " + site)
        .append("assistant", new Document("enabled", true).append("name", site + ".bot"));
  }

  private static void put(MongoCollection<Document> collection, Document document) {
    collection.replaceOne(
        Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true));
  }
}
