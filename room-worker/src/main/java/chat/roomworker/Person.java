package chat.roomworker;

import chat.model.User;

/** Who a job is about, as much of it as its events need. */
record Person(String id, String account, String siteId) {
  static Person of(User user) {
    return new Person(user.id(), user.account(), user.siteId());
  }
}
