package chat.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A subject with named tokens, {@code chat.user.{account}.request.rooms.list}: each becomes {@code
 * *} in the subscription and a parameter of the request (01 §7.1). {@code {}} is literal.
 */
final class SubjectTemplate {
  private final String wildcard;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  SubjectTemplate(String template) {
    List<String> tokens = new ArrayList<>();
    for (String token : template.split("\\.", -1)) {
      if (token.length() > 2 && token.startsWith("{") && token.endsWith("}")) {
        positions.put(token.substring(1, token.length() - 1), tokens.size());
        tokens.add("*");
      } else {
        tokens.add(token);
      }
    }
    wildcard = String.join(".", tokens);
  }

  /** What to subscribe. */
  String wildcard() {
    return wildcard;
  }

  /** The parameters of a subject that matched {@link #wildcard}. */
  Map<String, String> parameters(String subject) {
    String[] tokens = subject.split("\\.", -1);
    Map<String, String> values = new LinkedHashMap<>();
    positions.forEach((name, i) -> values.put(name, i < tokens.length ? tokens[i] : ""));
    return values;
  }
}
