package chat.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as a handler sees it. The body is raw: decoding is a numbered step of its own that
 * differs by operation.
 *
 * @param parameters the named tokens of the subject
 * @param body never null, may be empty
 * @param requestId as the service's {@link RequestIds} rule says
 * @param replyTo the reply subject, null when the sender waits for nothing
 */
public record Request(
    String subject,
    Map<String, String> parameters,
    byte[] body,
    @Nullable String requestId,
    @Nullable String replyTo) {

  /** A named token of the subject; empty when there is no such token (01 §7.1). */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The account of a {@code chat.user.{account}.…} subject: the authenticated requester. */
  public String account() {
    return parameter("account");
  }

  public String roomId() {
    return parameter("roomID");
  }
}
