package chat.localfleet.demo;

import chat.client.Answer;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.model.CreateRoomReply;
import chat.model.Message;
import chat.model.Subscription;
import java.util.Optional;

/** Two people talk alone, across the sites. */
final class DirectAct {
  static final String TEXT = "Lunch at the pier? Say nothing to the others.";

  private final Stage stage;
  private final Cast cast;
  private final Stores home;
  private final Stores remote;

  DirectAct(Stage stage, Cast cast, Stores home, Stores remote) {
    this.stage = stage;
    this.cast = cast;
    this.home = home;
    this.remote = remote;
  }

  void play() throws InterruptedException {
    stage.act("Alice writes to Erin alone");
    stage.say(
        "A direct message is a room of two. It travels in clear, but on their own subjects alone.");
    RoomRef room = room("the DM is there");
    stage.check(
        "at %s the room is named after Erin for Alice".formatted(cast.home.id()),
        named(home.subscription(room.roomId(), "alice"), "erin"));
    boolean copied =
        ChannelAct.awaited(() -> named(remote.subscription(room.roomId(), "erin"), "alice"));
    stage.check("at %s it is named after Alice for Erin".formatted(cast.remote.id()), copied);
    stage.check(
        "asking for the DM once more gives the same room",
        room("the second request is answered").equals(room));
    stage.show("Alice writes", "\"" + TEXT + "\"");
    Message said = cast.alice.client().messages().send(room, Draft.of(TEXT)).orThrow();
    Optional<String> read = cast.erin.reads(room, said.id());
    stage.check("Erin reads it", read.equals(Optional.of(TEXT)));
    stage.check(
        "Mallory hears nothing of it",
        cast.mallory.heard("").stream().noneMatch(e -> e.contains(said.id())));
  }

  /** The DM with Erin: a new one, or the one that stands from an earlier demo. */
  private RoomRef room(String check) throws InterruptedException {
    Answer<CreateRoomReply> answer =
        cast.alice.client().rooms().create(cast.home.id(), "", Invited.users("erin"));
    String roomId =
        switch (answer) {
          case Answer.Given<CreateRoomReply>(CreateRoomReply made) -> made.roomId();
          case Answer.Refused<CreateRoomReply>(var error) -> error.roomId();
          case Answer.Missing<CreateRoomReply>(String why) -> "";
        };
    stage.check(check, !roomId.isEmpty(), answer.toString());
    return new RoomRef(roomId, cast.home.id());
  }

  private static boolean named(Optional<Subscription> subscription, String name) {
    return subscription.map(s -> s.name().equals(name)).orElse(false);
  }
}
