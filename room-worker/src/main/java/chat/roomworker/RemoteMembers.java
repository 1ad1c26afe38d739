package chat.roomworker;

import chat.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members whose home is another site; somebody without a site is nobody's to tell. */
final class RemoteMembers {
  private RemoteMembers() {}

  /** Accounts by site, in order of appearance. */
  static Map<String, List<String>> bySite(List<User> members, String ownSite) {
    Map<String, List<String>> bySite = new LinkedHashMap<>();
    for (User user : members) {
      if (!user.siteId().isEmpty() && !user.siteId().equals(ownSite)) {
        bySite.computeIfAbsent(user.siteId(), site -> new ArrayList<>()).add(user.account());
      }
    }
    return bySite;
  }
}
