package chat.localfleet.demo;

import chat.client.ClientEvent;
import chat.client.Draft;
import chat.client.RoomRef;
import chat.model.Message;
import java.util.Optional;

/** A member who was offline when the key was handed out asks for it. */
final class LateComerAct {
  static final String TEXT = "On my way. Bring the long ladder.";

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;

  LateComerAct(Stage stage, Cast cast, RoomRef room) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
  }

  Message play() throws Exception {
    stage.act("Carla comes late");
    stage.say("She is a member through her section, but was offline when the key was handed out.");
    Person carla = cast.comesLate("carla", cast.home);
    carla.client().open(room);
    stage.show("Bruno writes", "\"" + TEXT + "\"");
    Message said = cast.bruno.client().messages().send(room, Draft.of(TEXT)).orThrow();
    Optional<String> read = carla.reads(room, said.id());
    stage.check("she opens what Bruno says next", read.equals(Optional.of(TEXT)));
    stage.check(
        "nobody sent her the key: her client asked for it",
        !carla.wasTold(ClientEvent.KeyReceived.class));
    return said;
  }
}
