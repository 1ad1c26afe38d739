package chat.localfleet.demo;

import chat.client.Answer;
import chat.client.RoomRef;
import chat.model.LoadHistoryReply;
import chat.model.LoadHistoryRequest;
import chat.model.Message;
import chat.model.StoredMessage;
import java.util.List;

/** What was said is read back from Cassandra, by membership alone. */
final class HistoryAct {
  private static final int PAGE = 20;

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;
  private final Message first;
  private final Message second;

  HistoryAct(Stage stage, Cast cast, RoomRef room, Message first, Message second) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
    this.first = first;
    this.second = second;
  }

  void play() throws InterruptedException {
    stage.act("Greta reads back");
    stage.say(
        "The history of a room is read at its home site; Greta asks from "
            + cast.remote.id()
            + ".");
    boolean complete =
        ChannelAct.awaited(
            () -> texts(page()).containsAll(List.of(MessageAct.TEXT, LateComerAct.TEXT)));
    List<StoredMessage> messages = page();
    stage.check("both messages are in the history", complete, messages.size() + " messages found");
    List<String> ids = messages.stream().map(StoredMessage::messageId).toList();
    stage.check("the newest comes first", ids.indexOf(second.id()) < ids.indexOf(first.id()));
    stage.check(
        "what the fleet itself said is there as well",
        messages.stream().anyMatch(m -> m.type().equals("room_created")));
    Answer<StoredMessage> one;
    one = cast.greta.client().messages().get(room, first.id());
    stage.check(
        "one message alone can be fetched, with its sender",
        one instanceof Answer.Given<StoredMessage>(StoredMessage m)
            && m.sender().account().equals("erin")
            && m.msg().equals(MessageAct.TEXT));
  }

  private List<StoredMessage> page() {
    try {
      return switch (cast.greta
          .client()
          .messages()
          .history(room, new LoadHistoryRequest(null, PAGE, null))) {
        case Answer.Given<LoadHistoryReply>(LoadHistoryReply reply) -> reply.messages();
        case Answer.Refused<LoadHistoryReply> refused -> List.of();
        case Answer.Missing<LoadHistoryReply> missing -> List.of();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<String> texts(List<StoredMessage> messages) {
    return messages.stream().map(StoredMessage::msg).toList();
  }
}
