package chat.roomworker;

import static chat.roomworker.TestRoomWorker.REQUEST_ID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.SampleRoom;
import chat.model.SampleUser;
import chat.model.Subscription;
import chat.runtime.Reply;
import chat.runtime.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The synchronous DM (03 §10.1). */
class SyncDmTest {
  private static final String ROOM = "u-dorau-erin";

  private final TestRoomWorker worker = new TestRoomWorker();
  private final Documents site = worker.site;

  @BeforeEach
  void people() {
    site.user("dora");
    site.user(SampleUser.of("erin").site("site-b"));
    site.user("help.bot");
  }

  private String ask(@Nullable String requestId, String body) {
    var request =
        new Request(
            "chat.server.request.room.site-a.create.dm",
            Map.of(),
            body.getBytes(UTF_8),
            requestId,
            "reply");
    Reply reply;
    try {
      reply = worker.operations().syncDm().handle(request);
    } catch (RuntimeException e) {
      reply = Reply.internalError(); // as the router does
    }
    return new String(reply.bytes(), UTF_8);
  }

  private String create(String type, String requester, String other) {
    return ask(
        REQUEST_ID,
        "{\"roomType\":\"%s\",\"requesterAccount\":\"%s\",\"otherAccount\":\"%s\"}"
            .formatted(type, requester, other));
  }

  private static String error(String text) {
    return "{\"error\":\"" + text + "\"}";
  }

  @Test
  void dm_isStoredToldAndAnsweredWithTheStoredSubscription() {
    String reply = create("dm", "dora", "erin");

    Subscription own = site.subscription(ROOM, "dora");
    assertThat(reply)
        .startsWith("{\"success\":true,\"subscription\":{\"id\":\"" + own.id() + "\"")
        .contains("\"roles\":null,\"name\":\"erin\",\"roomType\":\"dm\"");
    assertThat(site.room(ROOM).userCount()).isEqualTo(2);
    assertThat(worker.traffic.subjects())
        .containsExactly(
            "chat.user.dora.event.subscription.update",
            "chat.user.erin.event.subscription.update",
            "chat.inbox.site-a.member_added",
            "outbox.site-a.to.site-b.member_added");
    RecordedTraffic.Sent outbox = worker.traffic.one("outbox.site-a.to.site-b.member_added");
    assertThat(outbox.messageId()).isEqualTo(REQUEST_ID + ":site-b");
    assertThat(outbox.inner())
        .contains("\"roomName\":\"\",\"roomType\":\"dm\",\"accounts\":[\"erin\"]")
        .doesNotContain("historySharedSince");
  }

  @Test
  void searchOfTheOwnSite_learnsOfTheRoom() {
    create("dm", "dora", "erin");
    assertThat(worker.traffic.one("chat.inbox.site-a.member_added").inner())
        .contains("\"accounts\":[\"dora\",\"erin\"]");
  }

  @Test
  void botDm_isSubscribedForTheHumanAlone() {
    assertThat(create("botDM", "dora", "help.bot")).contains("\"isSubscribed\":true");
    assertThat(site.room("u-dorau-help-bot").appCount()).isEqualTo(1);
    assertThat(site.subscription("u-dorau-help-bot", "help.bot").isSubscribed()).isFalse();
  }

  @Test
  void repeatedCall_answersTheSameRoom() {
    String first = create("dm", "dora", "erin");
    assertThat(create("dm", "dora", "erin")).isEqualTo(first);
    assertThat(site.subscriptions).hasSize(2);
  }

  @Test
  void roomWithoutSubscriptions_isCompleted() {
    site.rooms.add(SampleRoom.of(ROOM).type("dm").make());
    assertThat(create("dm", "dora", "erin")).contains("\"success\":true");
    assertThat(site.subscription(ROOM, "dora").joinedAt()).isEqualTo(site.room(ROOM).createdAt());
  }

  @Test
  void requestId_isRequiredBeforeTheBodyIsRead() {
    assertThat(ask(null, "{")).isEqualTo(error("missing X-Request-ID header"));
    assertThat(ask("x", "{")).isEqualTo(error("invalid X-Request-ID header"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"roomType\":1}", "{}"})
  void malformed(String body) {
    assertThat(ask(REQUEST_ID, body)).isEqualTo(error("invalid sync DM request"));
  }

  @ParameterizedTest
  @CsvSource({"channel,dora,erin", "dm,'',erin", "dm,dora,''", "dm,dora,dora"})
  void unsound(String type, String requester, String other) {
    assertThat(create(type, requester, other)).isEqualTo(error("invalid sync DM request"));
  }

  @Test
  void unknownPeople() {
    assertThat(create("dm", "ghost", "erin")).isEqualTo(error("user lookup failed"));
    assertThat(create("dm", "dora", "ghost")).isEqualTo(error("user lookup failed"));
  }

  @Test
  void requesterOfAnotherSite_winsOverAnUnknownCounterpart() {
    assertThat(create("dm", "erin", "ghost")).isEqualTo(error("requester is not on this site"));
  }

  @Test
  void userIdWithADot_isTreatedAsAnUnknownUser() {
    site.user(SampleUser.of("gil").id("u.gil"));
    assertThat(create("dm", "dora", "gil")).isEqualTo(error("user lookup failed"));
  }

  @Test
  void idOfAnotherRoom_isMasked() {
    site.rooms.add(SampleRoom.of(ROOM).make());
    assertThat(create("dm", "dora", "erin")).isEqualTo(error("internal error"));
    assertThat(worker.traffic.sent).isEmpty();
  }

  @Test
  void outboxThatFails_isMaskedAndARetryCompletes() {
    worker.traffic.failAfter(3);
    assertThat(create("dm", "dora", "erin")).isEqualTo(error("internal error"));
    worker.traffic.recover();
    assertThat(create("dm", "dora", "erin")).contains("\"success\":true");
    assertThat(worker.traffic.on("outbox.site-a.to.site-b.member_added")).hasSize(1);
  }
}
