package chat.localfleet.deadletters;

import io.nats.client.api.MessageInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dead letter as it stands in its stream (contract 13 A5).
 *
 * @param sequence its place among the dead letters
 * @param stream where it first was
 * @param durable who gave it up
 * @param headers all of them, the {@code Chat-Dead-} ones included
 * @param body empty when it was too large to keep
 */
@SuppressWarnings("ArrayRecordComponent") // is only passed on
public record KeptLetter(
    long sequence, String stream, String durable, Map<String, List<String>> headers, byte[] body) {
  private static final String OURS = "Chat-Dead-";

  KeptLetter(long sequence, MessageInfo info) {
    this(
        sequence,
        token(info, -2),
        token(info, -1),
        headersOf(info),
        info.getData() == null ? new byte[0] : info.getData());
  }

  /** {@code deadletter.SITE.STREAM.DURABLE}; what is not of that form has no durable. */
  private static String token(MessageInfo info, int fromTheEnd) {
    String[] tokens = String.valueOf(info.getSubject()).split("\\.", -1);
    return tokens.length == 4 ? tokens[tokens.length + fromTheEnd] : "";
  }

  private static Map<String, List<String>> headersOf(MessageInfo info) {
    Map<String, List<String>> headers = new TreeMap<>();
    if (info.getHeaders() != null) {
      info.getHeaders().forEach(headers::put);
    }
    return headers;
  }

  /** The headers that the message first had. */
  Map<String, List<String>> original() {
    Map<String, List<String>> original = new TreeMap<>(headers);
    original
        .keySet()
        .removeIf(name -> name.startsWith(OURS) || name.equals(chat.model.Headers.MSG_ID));
    return original;
  }

  String originalSubject() {
    return header(chat.model.Headers.DEAD_SUBJECT);
  }

  long originalSequence() {
    return Long.parseLong(header(chat.model.Headers.DEAD_STREAM_SEQ));
  }

  /** First value of a header; empty when absent. */
  String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }
}
