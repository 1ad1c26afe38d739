package chat.roomworker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members whose home is another site; somebody without a site is nobody's to tell (oddity 18). */
final class RemoteMembers {
  private RemoteMembers() {}

  /** Accounts by site, in order of appearance. */
  static Map<String, List<String>> bySite(List<Person> members, String ownSite) {
    Map<String, List<String>> bySite = new LinkedHashMap<>();
    for (Person person : members) {
      if (!person.siteId().isEmpty() && !person.siteId().equals(ownSite)) {
        bySite.computeIfAbsent(person.siteId(), site -> new ArrayList<>()).add(person.account());
      }
    }
    return bySite;
  }
}
