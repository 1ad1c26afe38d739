package chat.localservers;

/** What a test can ask for. */
enum ServerKind {
  /** Answered with a {@code nats://} url. */
  NATS,
  /** A cluster of one node; answered with host:port. */
  VALKEY,
  /** Answered with host:port. */
  STANDALONE_VALKEY,
  /** Answered with a {@code mongodb://} uri. */
  MONGO,
  /** Answered with host:port. */
  CASSANDRA,
  /** Answered with an {@code http://} url. */
  SEARCH
}
