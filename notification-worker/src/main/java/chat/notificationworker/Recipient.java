package chat.notificationworker;

/** A member who wants to be notified. */
record Recipient(String userId, String account) {}
