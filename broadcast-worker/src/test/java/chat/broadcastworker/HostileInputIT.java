package chat.broadcastworker;

import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import chat.stores.HostileEvents;
import org.bson.Document;

class HostileInputIT extends HostileEvents {
  HostileInputIT() {
    super("src/test/resources/chat/broadcastworker/hostile.txt");
  }

  @Override
  protected Durable durable(String siteId) {
    return Durables.broadcastWorker(siteId);
  }

  @Override
  protected ServiceContext start(Env env) throws Exception {
    return Main.start(env);
  }

  @Override
  protected void fill() {
    var room =
        new Document("_id", "r1")
            .append("name", "harbour ops")
            .append("type", "channel")
            .append("siteId", site.siteId())
            .append("userCount", 1)
            .append("appCount", 0);
    mongo.database().getCollection("rooms").insertOne(room);
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", "s1")
                .append("roomId", "r1")
                .append("u", new Document("_id", "u-112").append("account", "kenji")));
  }
}
