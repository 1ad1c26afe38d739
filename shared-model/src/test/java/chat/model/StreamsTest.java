package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.model.Durables.Durable;
import chat.model.Streams.Stream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamsTest {
  @Test
  void streams() {
    assertThat(
            List.of(
                Streams.messages("s"),
                Streams.messagesCanonical("s"),
                Streams.rooms("s"),
                Streams.outbox("s"),
                Streams.inbox("s"),
                Streams.deadLetters("s")))
        .containsExactly(
            new Stream("MESSAGES_s", List.of("chat.user.*.room.*.s.msg.>")),
            new Stream("MESSAGES_CANONICAL_s", List.of("chat.msg.canonical.s.>")),
            new Stream("ROOMS_s", List.of("chat.room.canonical.s.>")),
            new Stream("OUTBOX_s", List.of("outbox.s.>")),
            new Stream("INBOX_s", List.of("chat.inbox.s.*", "chat.inbox.s.aggregate.>")),
            new Stream("DEADLETTER_s", List.of("deadletter.s.>")));
  }

  static java.util.stream.Stream<Arguments> durables() {
    return java.util.stream.Stream.of(
        arguments(Durables.messageGatekeeper("s"), "MESSAGES_s", "message-gatekeeper", List.of()),
        arguments(
            Durables.messageWorker("s"),
            "MESSAGES_CANONICAL_s",
            "message-worker",
            List.of("chat.msg.canonical.s.created")),
        arguments(
            Durables.broadcastWorker("s"), "MESSAGES_CANONICAL_s", "broadcast-worker", List.of()),
        arguments(
            Durables.notificationWorker("s"),
            "MESSAGES_CANONICAL_s",
            "notification-worker",
            List.of()),
        arguments(Durables.roomWorker("s"), "ROOMS_s", "room-worker", List.of()),
        arguments(
            Durables.inboxWorker("s"),
            "INBOX_s",
            "inbox-worker",
            List.of("chat.inbox.s.aggregate.>")));
  }

  @ParameterizedTest
  @MethodSource("durables")
  void durablesOfWorkers(Durable durable, String stream, String name, List<String> filters) {
    assertThat(durable).isEqualTo(new Durable("s", stream, name, filters, List.of()));
  }

  @Test
  void durablesOfTheSearchIndices() {
    List<Duration> backoff =
        List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));
    List<String> members =
        List.of(
            "chat.inbox.s.member_added",
            "chat.inbox.s.member_removed",
            "chat.inbox.s.aggregate.member_added",
            "chat.inbox.s.aggregate.member_removed");
    assertThat(
            List.of(
                Durables.messageSync("s"), Durables.spotlightSync("s"), Durables.userRoomSync("s")))
        .containsExactly(
            new Durable("s", "MESSAGES_CANONICAL_s", "message-sync", List.of(), backoff),
            new Durable("s", "INBOX_s", "spotlight-sync", members, backoff),
            new Durable("s", "INBOX_s", "user-room-sync", members, backoff));
  }
}
