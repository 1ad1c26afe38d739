package chat.model;

/** Names of message headers; they are case-sensitive on NATS (contract 01 §6.2, 13 A5). */
public final class Headers {
  /** Correlation id. */
  public static final String REQUEST_ID = "X-Request-ID";

  /** Duplicate detection of a stream. */
  public static final String MSG_ID = "Nats-Msg-Id";

  /** W3C trace context. */
  public static final String TRACE_PARENT = "traceparent";

  /** W3C trace context. */
  public static final String TRACE_STATE = "tracestate";

  /** Dead letter: why it was given up. */
  public static final String DEAD_REASON = "Chat-Dead-Reason";

  /** Dead letter: its subject. */
  public static final String DEAD_SUBJECT = "Chat-Dead-Subject";

  /** Dead letter: its {@link #MSG_ID}. */
  public static final String DEAD_MSG_ID = "Chat-Dead-Msg-Id";

  /** Dead letter: its sequence in the stream. */
  public static final String DEAD_STREAM_SEQ = "Chat-Dead-Stream-Seq";

  /** Dead letter: how often it was delivered. */
  public static final String DEAD_DELIVERIES = "Chat-Dead-Deliveries";

  /** Dead letter: the service that gave up. */
  public static final String DEAD_SERVICE = "Chat-Dead-Service";

  /** Dead letter: when, RFC 3339. */
  public static final String DEAD_AT = "Chat-Dead-At";

  /** Replayed dead letter: the one durable it is meant for. */
  public static final String REPLAY_FOR = "Chat-Replay-For";

  private Headers() {}
}
