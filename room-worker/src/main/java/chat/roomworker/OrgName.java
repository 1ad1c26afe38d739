package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.DisplayNames;
import chat.model.User;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What an org is called, told from all of its people (03 §8.3 step 2). Where they disagree the
 * largest name counts, so that the text is the one of the room's member list (02 §9.10).
 */
final class OrgName {
  private OrgName() {}

  /** Never empty: the org's id when nobody knows a name. */
  static String of(String orgId, List<User> people) {
    List<User> department = people.stream().filter(user -> user.deptId().equals(orgId)).toList();
    String name = largest(department, User::deptName);
    String tcName = largest(department, User::deptTCName);
    if (name.isEmpty() && tcName.isEmpty()) {
      List<User> section = people.stream().filter(user -> !user.deptId().equals(orgId)).toList();
      name = largest(section, User::sectName);
      tcName = largest(section, User::sectTCName);
    }
    return DisplayNames.combine(name, tcName, orgId);
  }

  private static String largest(List<User> people, Function<User, String> name) {
    return people.stream()
        .map(name)
        .max((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)))
        .orElse("");
  }
}
