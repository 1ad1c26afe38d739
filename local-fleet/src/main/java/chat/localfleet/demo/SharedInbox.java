package chat.localfleet.demo;

import chat.model.Subjects;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;

/** For a sabotage: a member uses the inbox that every client may listen to. */
final class SharedInbox {
  private SharedInbox() {}

  static void ask(Cast cast) throws Exception {
    Options options =
        Options.builder()
            .server(cast.home.nats())
            .authHandler(cast.logIn("alice", cast.home))
            .build();
    Connection careless = Nats.connect(options);
    try {
      careless.request(Subjects.listRooms("alice"), new byte[0], Duration.ofSeconds(3));
    } finally {
      careless.close();
    }
  }
}
