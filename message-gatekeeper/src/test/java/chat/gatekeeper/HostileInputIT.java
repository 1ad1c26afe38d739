package chat.gatekeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.Durables;
import chat.model.Durables.Durable;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import chat.stores.HostileEvents;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import org.bson.Document;

class HostileInputIT extends HostileEvents {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(100);

  private Subscription answers;

  HostileInputIT() {
    super("src/test/resources/chat/gatekeeper/hostile.txt");
  }

  @Override
  protected Durable durable(String siteId) {
    return Durables.messageGatekeeper(siteId);
  }

  @Override
  protected ServiceContext start(Env env) throws Exception {
    return Main.start(env);
  }

  @Override
  protected void fill() throws Exception {
    mongo
        .database()
        .getCollection("subscriptions")
        .insertOne(
            new Document("_id", "s1")
                .append("roomId", "r1")
                .append("u", new Document("_id", "u-kenji").append("account", "kenji")));
    mongo
        .database()
        .getCollection("rooms")
        .insertOne(new Document("_id", "r1").append("type", "channel").append("userCount", 2));
    answers = nats.subscribe("chat.user.*.response.>");
    nats.flush(LONGEST);
  }

  /** The answer, where there is one: it is sent before the message is acknowledged. */
  @Override
  protected String answer(String outcome) throws Exception {
    nats.flush(LONGEST);
    Message answer = answers.nextMessage(SHORT);
    return answer == null ? outcome : new String(answer.getData(), UTF_8);
  }
}
