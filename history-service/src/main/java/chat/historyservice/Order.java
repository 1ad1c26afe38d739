package chat.historyservice;

/** Which way a list of messages goes. */
enum Order {
  NEWEST_FIRST,
  OLDEST_FIRST
}
