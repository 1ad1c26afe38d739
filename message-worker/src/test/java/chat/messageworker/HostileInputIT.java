package chat.messageworker;

import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import chat.stores.HostileEvents;
import java.util.List;
import org.bson.Document;

class HostileInputIT extends HostileEvents {
  HostileInputIT() {
    super("src/test/resources/chat/messageworker/hostile.txt");
  }

  @Override
  protected Durable durable(String siteId) {
    return Durables.messageWorker(siteId);
  }

  @Override
  protected ServiceContext start(Env env) throws Exception {
    return Main.start(env);
  }

  @Override
  protected void fill() {
    var users = mongo.database().getCollection("users");
    users.insertOne(
        new Document("_id", "u-112").append("account", "kenji").append("engName", "Kenji Mori"));
    for (String root : List.of("root", "root2")) {
      cassandra
          .session()
          .execute(
              "INSERT INTO messages_by_id (message_id, created_at, room_id, msg) VALUES (?, ?, ?, ?)",
              root,
              Samples.AT,
              root.replace("root2", "r2").replace("root", "r1"),
              "safe");
    }
  }
}
