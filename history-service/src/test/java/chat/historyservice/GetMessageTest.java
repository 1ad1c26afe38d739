package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GetMessageTest {
  private static final Instant AT = Instant.parse("2026-02-02T02:41:07.918Z");

  private final HistoryWorld world = new HistoryWorld();

  private String get(String account, String id) throws Exception {
    return ask(world.get(), account, "{\"messageId\":\"" + id + "\"}");
  }

  @Test
  void message_isAnsweredAsItIsStored() throws Exception {
    world.add("m1", AT);
    assertThat(get("kenji", "m1"))
        .isEqualTo(
            "{\"roomId\":\"room1\",\"createdAt\":\"2026-02-02T02:41:07.918Z\",\"messageId\":\"m1\","
                + "\"sender\":{\"id\":\"u-112\",\"engName\":\"Kenji Mori\",\"companyName\":\"健二\","
                + "\"account\":\"kenji\"},\"msg\":\"hello\",\"siteId\":\"tokyo\","
                + "\"updatedAt\":\"2026-02-02T02:41:07.918Z\"}");
    assertThat(world.rooms.timesRead).isZero();
  }

  @Test
  void emptyId_isRefusedAfterTheAccessCheck() throws Exception {
    assertThat(get("kenji", ""))
        .isEqualTo("{\"error\":\"messageId is required\",\"code\":\"bad_request\"}");
    assertThat(ask(world.get(), "kenji", "null"))
        .isEqualTo("{\"error\":\"messageId is required\",\"code\":\"bad_request\"}");
    assertThat(get("stranger", "")).contains("not subscribed to room");
  }

  @Test
  void unknownId_andIdOfAnotherRoom_areNotFound() throws Exception {
    world.messages.add(Samples.plain("room2", "elsewhere", AT));
    String want = "{\"error\":\"message not found\",\"code\":\"not_found\"}";
    assertThat(get("kenji", "nothing")).isEqualTo(want);
    assertThat(get("kenji", "elsewhere")).isEqualTo(want);
  }

  @Test
  void failureOfTheStore_isTold() throws Exception {
    world.messages.failure = new IllegalStateException("down");
    assertThat(get("kenji", "m1"))
        .isEqualTo("{\"error\":\"failed to retrieve message\",\"code\":\"internal\"}");
  }

  @Test
  void messageOlderThanTheWindow_isRefused_atItsBeginningNot() throws Exception {
    world.add("m1", AT);
    world.members.put("late", new Membership(AT.plusMillis(1)));
    world.members.put("justInTime", new Membership(AT));
    assertThat(get("late", "m1"))
        .isEqualTo("{\"error\":\"message is outside access window\",\"code\":\"forbidden\"}");
    assertThat(get("justInTime", "m1")).contains("\"msg\":\"hello\"");
  }

  @Test
  void messageOlderThanTheFloor_isReachable() throws Exception {
    world.add("ancient", NOW.minus(Duration.ofDays(4000)));
    assertThat(get("kenji", "ancient")).contains("\"msg\":\"hello\"");
  }

  @Test
  void quoteOutsideTheWindow_isRedacted_deletedContentGone() throws Exception {
    world.members.put("late", new Membership(AT));
    world.messages.add(
        Samples.message(
            "room1", "q", AT, "x", false, Samples.quote(AT.minusMillis(1), "", null), false));
    assertThat(get("late", "q")).contains("This message is unavailable");
    assertThat(get("kenji", "q")).contains("quoted text");
    world.messages.add(Samples.full("room1", "gone", AT, true));
    assertThat(get("kenji", "gone"))
        .contains("\"deleted\":true")
        .doesNotContain("full ü", "quoted");
  }
}
