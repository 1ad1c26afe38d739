package chat.localfleet.demo;

import chat.client.ClientEvent.Notified;
import chat.client.ClientEvent.RoomChanged;
import chat.client.Draft;
import chat.client.RoomRef;
import chat.client.RoomUpdate;
import chat.model.LoadSurroundingRequest;
import chat.model.Message;
import chat.model.StoredMessage;
import chat.model.ThreadMessagesRequest;
import chat.model.ThreadParentsRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Answers in a thread, quotes, corrections and what is taken back. */
final class ThreadAct {
  static final String TAKEN_BACK = "Eight it is.";
  static final String REPLY = "I have one that is long enough.";
  static final String CORRECTED = "Seven it is, not eight.";

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;
  private final Message parent;

  /**
   * @param parent what Erin said
   */
  ThreadAct(Stage stage, Cast cast, RoomRef room, Message parent) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
    this.parent = parent;
  }

  void play() throws Exception {
    stage.act("Threads, quotes, corrections");
    answersInAThread();
    quotes();
    correctsAndTakesBack();
  }

  private void answersInAThread() throws InterruptedException {
    stage.show("Bruno answers", "\"" + REPLY + "\"");
    Draft reply = Draft.reply(REPLY, parent.id(), parent.createdAt().toEpochMilli());
    Message said = cast.bruno.client().messages().send(room, reply).orThrow();
    stage.check("the thread holds his answer", awaited(() -> thread().contains(said.id())));
    stage.check(
        "Erin's message counts one answer",
        awaited(() -> Long.valueOf(1).equals(stored(parent.id()).tcount())));
    stage.check(
        "the room lists the thread, and Bruno follows it",
        awaited(
            () ->
                cast.bruno
                        .client()
                        .messages()
                        .threads(room, new ThreadParentsRequest("following", 0, 20))
                        .orThrow()
                        .total()
                    == 1));
  }

  private void quotes() throws InterruptedException {
    Message said =
        cast.greta.client().messages().send(room, Draft.quote("Seen.", parent.id())).orThrow();
    stage.check(
        "Greta's quote carries what Erin said",
        awaited(
            () -> {
              var quoted = stored(said.id()).quotedParentMessage();
              return quoted != null && quoted.messageId().equals(parent.id());
            }));
    stage.check(
        "Alice is notified of it",
        cast.alice
            .await(Notified.class, n -> n.notification().message().id().equals(said.id()))
            .isPresent());
  }

  private void correctsAndTakesBack() throws InterruptedException {
    var erin = cast.erin.client().messages();
    Message said = erin.send(room, Draft.of(TAKEN_BACK)).orThrow();
    stage.check("Erin says a wrong number", awaited(() -> !stored(said.id()).deleted()));
    erin.edit(room, said.id(), CORRECTED).orThrow();
    stage.check(
        "Alice opens the correction",
        told(
            cast.alice,
            update ->
                update.event().messageEdited() != null
                    && update.event().messageEdited().newContent().equals(CORRECTED)));
    stage.check(
        "the history says it right", awaited(() -> stored(said.id()).msg().equals(CORRECTED)));
    erin.delete(room, said.id()).orThrow();
    stage.check(
        "Alice is told that it was taken back",
        told(
            cast.alice,
            update ->
                update.event().messageDeleted() != null
                    && update.event().messageDeleted().messageId().equals(said.id())));
    stage.check(
        "the history keeps the place, not the words",
        awaited(
            () ->
                around(said.id()).stream()
                    .filter(m -> m.messageId().equals(said.id()))
                    .allMatch(m -> m.deleted() && m.msg().isEmpty())));
  }

  private boolean told(Person person, Predicate<RoomUpdate> wanted) throws InterruptedException {
    return person
        .await(
            RoomChanged.class,
            changed ->
                changed.update() instanceof RoomUpdate.Opened && wanted.test(changed.update()))
        .isPresent();
  }

  private List<String> thread() throws InterruptedException {
    return cast
        .greta
        .client()
        .messages()
        .thread(room, new ThreadMessagesRequest(parent.id(), "", 20, null))
        .orThrow()
        .messages()
        .stream()
        .map(StoredMessage::messageId)
        .toList();
  }

  private StoredMessage stored(String messageId) throws InterruptedException {
    return cast.greta.client().messages().get(room, messageId).orThrow();
  }

  private List<StoredMessage> around(String messageId) throws InterruptedException {
    return cast.greta
        .client()
        .messages()
        .surrounding(room, new LoadSurroundingRequest(messageId, 10, null))
        .orThrow()
        .messages();
  }

  /** What is not there yet is refused, which is no reason to give up at once. */
  static boolean awaited(Callable<Boolean> holds) throws InterruptedException {
    return ChannelAct.awaited(
        () -> {
          try {
            return holds.call();
          } catch (Exception e) {
            return false;
          }
        });
  }
}
