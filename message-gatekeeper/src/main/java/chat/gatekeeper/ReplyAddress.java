package chat.gatekeeper;

import chat.model.Ids;
import chat.model.Json;
import chat.model.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a body wants its answer, read from bodies that are no send request, too.
 *
 * @param requestId chosen by the client
 */
record ReplyAddress(String requestId) {
  private static final Pattern ANYWHERE =
      Pattern.compile("\"(?i:requestId)\"\\s{0,9}:\\s{0,9}\"([0-9a-fA-F-]{36})\"");

  /** Only what looks like a UUID becomes part of a subject. */
  static Optional<String> of(byte[] body) {
    return named(body).filter(Ids::isRequestId);
  }

  private static Optional<String> named(byte[] body) {
    try {
      return Optional.of(Json.read(body, ReplyAddress.class).requestId());
    } catch (MalformedJsonException e) {
      Matcher found = ANYWHERE.matcher(new String(body, StandardCharsets.ISO_8859_1));
      return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
  }
}
