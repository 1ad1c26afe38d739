package chat.localfleet.load;

import chat.localfleet.FleetStatus;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** People who exist for a measurement only. Every site knows all of them. */
public final class LoadPeople implements AutoCloseable {
  private final FleetStatus fleet;
  private final String prefix;
  private final List<List<String>> accounts = new ArrayList<>();

  /**
   * @param prefix of their accounts and ids; new for each measurement
   * @param perSite how many live at each site
   */
  public LoadPeople(FleetStatus fleet, String prefix, int perSite) {
    this.fleet = fleet;
    this.prefix = prefix;
    List<Document> people = new ArrayList<>();
    for (int site = 0; site < fleet.sites().size(); site++) {
      List<String> here = new ArrayList<>();
      for (int i = 0; i < perSite; i++) {
        String account = prefix + "s" + site + "p" + i;
        here.add(account);
        people.add(user(account, fleet.sites().get(site).id()));
      }
      accounts.add(List.copyOf(here));
    }
    forEachDatabase(
        database ->
            database
                .getCollection("users")
                .insertMany(people.stream().map(Document::new).toList()));
  }

  /** Who lives at the site with this index in the fleet's status. */
  public List<String> of(int site) {
    return accounts.get(site);
  }

  /** The i-th of a group that is spread over the sites. */
  public String member(int i) {
    List<String> here = accounts.get(i % accounts.size());
    return here.get(i / accounts.size() % here.size());
  }

  private static Document user(String account, String siteId) {
    return new Document("_id", "u-" + account)
        .append("account", account)
        .append("siteId", siteId)
        .append("sectId", "")
        .append("sectName", "")
        .append("sectTCName", "")
        .append("deptId", "")
        .append("deptName", "")
        .append("deptTCName", "")
        .append("engName", "Bench " + account)
        .append("chineseName", "測量")
        .append("employeeId", "");
  }

  /** Removes them, their rooms and what belongs to those. */
  @Override
  public void close() {
    String ours = "^" + prefix;
    forEachDatabase(
        database -> {
          database.getCollection("users").deleteMany(Filters.regex("account", ours));
          List<String> rooms =
              database
                  .getCollection("subscriptions")
                  .distinct("roomId", Filters.regex("u.account", ours), String.class)
                  .into(new ArrayList<>());
          for (String holder : List.of("subscriptions", "room_members", "thread_rooms")) {
            var field = holder.equals("room_members") ? "rid" : "roomId";
            database.getCollection(holder).deleteMany(Filters.in(field, rooms));
          }
          database.getCollection("rooms").deleteMany(Filters.in("_id", rooms));
        });
  }

  private void forEachDatabase(java.util.function.Consumer<MongoDatabase> action) {
    for (FleetStatus.Site site : fleet.sites()) {
      try (MongoClient client = MongoClients.create(site.mongo())) {
        action.accept(client.getDatabase(site.mongoDb()));
      }
    }
  }
}
