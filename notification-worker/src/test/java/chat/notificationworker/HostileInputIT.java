package chat.notificationworker;

import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import chat.stores.HostileEvents;
import org.bson.Document;

class HostileInputIT extends HostileEvents {
  HostileInputIT() {
    super("src/test/resources/chat/notificationworker/hostile.txt");
  }

  @Override
  protected Durable durable(String siteId) {
    return Durables.notificationWorker(siteId);
  }

  @Override
  protected ServiceContext start(Env env) throws Exception {
    return Main.start(env);
  }

  @Override
  protected void fill() {
    member("r1", "u-112", "kenji");
    member("odd", "u-1", ">");
    member("odd", "u-2", "");
  }

  private void member(String room, String userId, String account) {
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", "s" + userId)
                .append("roomId", room)
                .append("u", new Document("_id", userId).append("account", account)));
  }
}
