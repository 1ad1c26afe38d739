package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Bytes;
import chat.model.Json;
import chat.model.OutboxEvent;
import chat.model.OutboxType;
import chat.model.SubscriptionRead;
import chat.model.SubscriptionUpdate;
import chat.runtime.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes, whatever is in them (04 §3, §13). */
class InboxEventsTest {
  private static final List<String> KNOWN =
      List.of(
          OutboxType.MEMBER_ADDED,
          OutboxType.MEMBER_REMOVED,
          OutboxType.ROLE_UPDATED,
          OutboxType.SUBSCRIPTION_READ,
          OutboxType.THREAD_SUBSCRIPTION_UPSERTED,
          OutboxType.ROOM_SYNC);

  private final Inbox inbox = new Inbox();

  private Outcome handle(String body) {
    return inbox.handle(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"room_created", "something_new", "", "Member_Added"})
  void unknownType_isDoneWithoutStoreAccess(String type) {
    String added = "{\"roomId\":\"%s\",\"accounts\":[\"marie\"]}".formatted(Samples.ROOM);

    assertThat(inbox.handle(Samples.envelope(type, added))).isEqualTo(Outcome.DONE);
    assertThat(inbox.handle(Samples.envelope(type, "garbage"))).isEqualTo(Outcome.DONE);
    assertThat(inbox.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"type\":null}", "{\"payload\":\"e30=\"}"})
  void envelopeWithoutType_isDone(String body) {
    assertThat(handle(body)).isEqualTo(Outcome.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        "{",
        "[]",
        "7",
        "{}{}",
        "{\"type\":1}",
        "{\"type\":\"member_added\",\"siteId\":[]}",
        "{\"type\":\"member_added\",\"destSiteId\":{}}",
        "{\"type\":\"member_added\",\"timestamp\":\"1\"}",
        "{\"type\":\"member_added\",\"payload\":{}}",
        "{\"type\":\"member_added\",\"payload\":\"e30\"}",
        "{\"type\":\"member_added\",\"payload\":\"_-==\"}"
      })
  void undecodableEnvelope_isRejectedAtOnce(String body) {
    assertThat(handle(body))
        .isInstanceOfSatisfying(
            Outcome.Reject.class,
            reject -> assertThat(reject.reason()).startsWith("unmarshal inbox event: "));
    assertThat(inbox.isEmpty()).isTrue();
  }

  static Stream<Arguments> undecodablePayload() {
    List<String> payloads =
        List.of(
            "",
            "garbage",
            "[]",
            "7",
            "{\"roomId\":1}",
            "{\"id\":1,\"roomId\":1}",
            "{\"timestamp\":\"x\",\"createdAt\":1}");
    return KNOWN.stream()
        .flatMap(type -> payloads.stream().map(payload -> Arguments.of(type, payload)));
  }

  @ParameterizedTest
  @MethodSource
  void undecodablePayload(String type, String payload) {
    Outcome outcome = inbox.handle(Samples.envelope(type, payload));

    assertThat(outcome).isInstanceOf(Outcome.Reject.class);
    assertThat(inbox.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accounts\":\"marie\"}",
        "{\"accounts\":[1]}",
        "{\"accounts\":{}}",
        "{\"joinedAt\":\"x\"}",
        "{\"joinedAt\":1.5}",
        "{\"historySharedSince\":true}",
        "{\"roomName\":1}",
        "{\"roomType\":[]}",
        "{\"siteId\":{}}",
        "{\"requesterAccount\":7}",
        "{\"type\":1}",
        "{\"timestamp\":1e3}"
      })
  void memberAddedWithAWrongType_isRejected(String payload) {
    assertThat(inbox.handle(Samples.envelope(OutboxType.MEMBER_ADDED, payload)))
        .isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void missingPayload_isRejected() {
    assertThat(handle("{\"type\":\"member_added\"}")).isInstanceOf(Outcome.Reject.class);
    assertThat(handle("{\"type\":\"member_added\",\"payload\":null}"))
        .isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void aMebibyteOfNothing_isRejected() {
    assertThat(handle("x".repeat(1 << 20))).isInstanceOf(Outcome.Reject.class);
    assertThat(inbox.handle(Samples.envelope(OutboxType.MEMBER_ADDED, "[".repeat(700_000))))
        .isInstanceOf(Outcome.Reject.class);
  }

  @Test
  void nullAmongAccounts_isNobody() {
    assertThat(
            inbox.handle(
                Samples.envelope(
                    OutboxType.MEMBER_ADDED,
                    "{\"roomId\":\"%s\",\"accounts\":[null,\"marie\"]}".formatted(Samples.ROOM)),
                4))
        .isEqualTo(Outcome.DONE);
    assertThat(inbox.subscriptionOf("marie")).isNotNull();
  }

  @Test
  void innerSite_countsNotTheEnvelopes_andAnotherDestinationIsOnlyWarnedOf() {
    String inner =
        "{\"roomId\":\"%s\",\"accounts\":[\"marie\"],\"siteId\":\"tokyo\"}".formatted(Samples.ROOM);
    byte[] body =
        Json.write(
            new OutboxEvent(
                OutboxType.MEMBER_ADDED,
                "lyon",
                "elsewhere",
                Bytes.of(inner.getBytes(StandardCharsets.UTF_8)),
                1));

    assertThat(inbox.handle(body)).isEqualTo(Outcome.DONE);
    assertThat(inbox.subscriptionOf("marie").siteId()).isEqualTo("tokyo");
  }

  static Stream<byte[]> eventsOfTheRoom() {
    return Stream.of(
        Samples.envelope(OutboxType.MEMBER_ADDED, "{\"roomId\":\"" + Samples.ROOM + "\"}"),
        Samples.envelope(OutboxType.ROOM_SYNC, Samples.room("one")),
        Samples.envelope(
            OutboxType.ROLE_UPDATED,
            new SubscriptionUpdate(
                "u", Samples.subscription("marie", Instant.EPOCH), "role_updated", 1)),
        Samples.envelope(
            OutboxType.SUBSCRIPTION_READ, new SubscriptionRead("marie", Samples.ROOM, 1, false, 1)),
        Samples.envelope(
            OutboxType.THREAD_SUBSCRIPTION_UPSERTED, Samples.thread("t", true, Instant.EPOCH)));
  }

  @ParameterizedTest
  @MethodSource("eventsOfTheRoom")
  void everyType_tellsItsRoomForTheOrder(byte[] body) {
    assertThat(RoomOfEvent.of(body)).isEqualTo(Samples.ROOM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "{}", "null", "{\"payload\":\"e30=\"}"})
  void bodyWithoutARoom_waitsForNobody(String body) {
    assertThat(RoomOfEvent.of(body.getBytes(StandardCharsets.UTF_8))).isNull();
  }
}
