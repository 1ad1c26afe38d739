package chat.localfleet.demo;

import chat.client.RoomRef;
import chat.model.LoadHistoryRequest;
import chat.model.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Mallory has listened to everything the token allows, and tries what it does not. */
final class IntruderAct {
  private static final int PAGE = 100;

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;
  private final Message said;

  IntruderAct(Stage stage, Cast cast, RoomRef room, Message said) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
    this.said = said;
  }

  void play() throws Exception {
    stage.act("Mallory listens");
    stage.say(
        "A valid token may subscribe to chat.room.> and _INBOX.>: Mallory does both, at both sites, since before the room was made.");
    List<String> events = cast.mallory.heard("chat.room." + room.roomId());
    Optional<String> sealed = events.stream().filter(e -> e.contains(said.id())).findFirst();
    stage.check(
        "Mallory did receive the event", sealed.isPresent(), events.size() + " events heard");
    stage.show("on the wire", excerpt(sealed.orElse("")));
    stage.check(
        "it carries ciphertext", sealed.map(e -> e.contains("\"ciphertext\"")).orElse(false));
    List<String> all = cast.mallory.heard("");
    stage.check(
        "nothing Mallory heard holds the text", all.stream().noneMatch(e -> e.contains("heron")));
    stage.check(
        "nothing Mallory heard holds a key", all.stream().noneMatch(e -> e.contains("privateKey")));
    List<String> replies = cast.mallory.heard("_INBOX.");
    stage.check(
        "Mallory heard nobody's reply", replies.isEmpty(), "heard on _INBOX.>: " + replies.size());
    tryDoors();
  }

  /** What the token allows was listened to from the first request to the last. */
  void listenedToTheEnd() throws InterruptedException {
    List<String> all = cast.mallory.heard("");
    List<String> inRooms = cast.mallory.heard("chat.room.");
    Set<String> texts = everythingSaid();
    stage.check(
        "to the end Mallory heard %d events of rooms, and none of %d texts in them"
            .formatted(inRooms.size(), texts.size()),
        all.stream().noneMatch(e -> texts.stream().anyMatch(e::contains)));
    stage.check(
        "no key, and nobody's reply",
        all.stream().noneMatch(e -> e.contains("privateKey"))
            && cast.mallory.heard("_INBOX.").isEmpty());
  }

  /** As the history has it, and what it no longer holds or never did. */
  private Set<String> everythingSaid() throws InterruptedException {
    Set<String> texts =
        new TreeSet<>(
            List.of(ThreadAct.REPLY, ThreadAct.CORRECTED, ThreadAct.TAKEN_BACK, DirectAct.TEXT));
    cast
        .alice
        .client()
        .messages()
        .history(room, new LoadHistoryRequest(null, PAGE, null))
        .orThrow()
        .messages()
        .stream()
        .filter(m -> m.type().isEmpty() && !m.deleted())
        .forEach(m -> texts.add(m.msg()));
    return texts;
  }

  private void tryDoors() throws Exception {
    String path = "room." + room.roomId() + "." + room.siteId();
    refused("asking for the key", cast.mallory.ask(path + ".key.get", ""), "only room members");
    refused(
        "reading the history",
        cast.mallory.ask(path + ".msg.history", "{}"),
        "not subscribed to room");
    refused("looking at the room", cast.mallory.ask("rooms.get." + room.roomId(), ""), "not found");
    Optional<String> forged =
        cast.mallory.forge(
            "chat.user.alice.room." + room.roomId() + "." + room.siteId() + ".msg.send");
    stage.check("the server refuses to let Mallory speak as Alice", forged.isPresent());
    Optional<String> listened = cast.mallory.eavesdrop("chat.user.alice.event.room.key");
    stage.check("the server refuses to let Mallory receive Alice's keys", listened.isPresent());
  }

  private void refused(String what, String answer, String why) {
    stage.check(what + " is refused: " + why, answer.contains(why), answer);
  }

  private static String excerpt(String event) {
    int from = Math.max(0, event.indexOf("\"encryptedMessage\""));
    return event.substring(from, Math.min(event.length(), from + 100)) + "…";
  }
}
