package chat.runtime;

import chat.model.Ids;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/** How a service treats the request id of what comes in (01 §6.3). */
public enum RequestIds {
  /** Any non-empty header value is taken as it is; none is made. */
  VERBATIM,
  /** A valid one is kept byte for byte; anything else is replaced by a new one. */
  MINT;

  private static final int LONGEST = 256;

  @Nullable String of(Message message, Ids ids) {
    String given = verbatim(message);
    if (this == VERBATIM) {
      return given;
    }
    return given != null && Ids.isRequestId(given) ? given : ids.newRequestId();
  }

  static @Nullable String verbatim(Message message) {
    Headers headers = message.getHeaders();
    String given = headers == null ? null : headers.getFirst(chat.model.Headers.REQUEST_ID);
    return given == null || !isUsable(given) ? null : given;
  }

  /**
   * It travels on in headers and logs: too long, or with characters no header takes, is none at
   * all.
   */
  private static boolean isUsable(String given) {
    return !given.isEmpty()
        && given.length() <= LONGEST
        && given.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
