package chat.historyservice;

import chat.model.StoredMessage;

/** Whose message it is to change: nobody's but the sender's, whatever the role (09 §13, §14). */
final class Ownership {
  private Ownership() {}

  /** System messages are nobody's, also those that name the account as the one who acted. */
  static boolean isOwn(StoredMessage message, String account) {
    boolean sent = !account.isEmpty() && message.sender().account().equals(account);
    // a deletion may have given the message a type
    return sent && (message.type().isEmpty() || message.deleted());
  }
}
