package chat.runtime;

/**
 * Where a service may answer. NATS checks what a client publishes to, not the reply subject it
 * names: a service that answered anywhere would publish for its clients where they may not.
 */
final class ReplySubjects {
  private static final String SHARED_INBOX = "_INBOX.";
  private static final String BACK_ENDS = "chat.server.";

  private final String servicePrefix;

  /**
   * @param inboxPrefix of the services, with or without its last dot
   */
  ReplySubjects(String inboxPrefix) {
    this.servicePrefix = inboxPrefix.endsWith(".") ? inboxPrefix : inboxPrefix + ".";
  }

  /**
   * Clients are answered in their own space, where no service listens, in the shared inbox, or,
   * when a service asks for them, in that service's; back-ends wherever they say.
   *
   * @param subject of the request
   */
  boolean allows(String subject, String replyTo) {
    if (subject.startsWith(BACK_ENDS)
        || replyTo.startsWith(SHARED_INBOX)
        || replyTo.startsWith(servicePrefix)) {
      return true;
    }
    String[] tokens = subject.split("\\.", 4);
    if (tokens.length < 4 || !tokens[0].equals("chat") || !tokens[1].equals("user")) {
      return false;
    }
    String own = "chat.user." + tokens[2] + ".";
    return replyTo.startsWith(own)
        && !replyTo.startsWith(own + "request.")
        && !replyTo.startsWith(own + "room.");
  }
}
