package chat.roomservice;

import static chat.roomservice.TestRoomService.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.model.RoomType;
import chat.model.SampleRoom;
import chat.model.SampleUser;
import chat.model.Timestamps;
import chat.model.User;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyStore;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** List, get, info batch (02 §9.2–9.4). */
class RoomQueriesTest {
  private static final String INTERNAL = error("internal error");
  private static final String CREW =
      "{\"id\":\"r1\",\"name\":\"Harbour crew\",\"type\":\"channel\",\"siteId\":\"site-a\","
          + "\"userCount\":2,\"appCount\":0,\"lastMsgId\":\"\",\"createdAt\":\"2026-01-01T08:00:00Z\","
          + "\"updatedAt\":\"2026-01-01T08:00:00Z\"}";

  private final TestRoomService service = new TestRoomService();
  private final Documents site = service.site;
  private User dora;

  @BeforeEach
  void rooms() {
    dora = site.user("dora");
    site.room(SampleRoom.of("r1").userCount(2).make());
    site.room(SampleRoom.of("r2").type(RoomType.DM).make());
    site.member("r1", dora);
  }

  private Stores withRooms(RoomStore rooms) {
    return new Stores(
        service.stores.users(),
        rooms,
        service.stores.subscriptions(),
        service.stores.members(),
        service.stores.apps(),
        service.stores.messages());
  }

  @Nested
  class ListRooms {
    private static final String SUBJECT = "chat.user.dora.request.rooms.list";

    @Test
    void requester_seesTheirOwnRoomsAlone() {
      assertThat(service.ask(SUBJECT, "ignored, not even JSON"))
          .isEqualTo("{\"rooms\":[" + CREW + "]}");
    }

    @Test
    void nobodysRooms_areNull() {
      assertThat(service.ask("chat.user.erin.request.rooms.list", ""))
          .isEqualTo("{\"rooms\":null}");
    }

    @Test
    void storeFailure_isMasked() {
      RoomStore failing = mock(RoomStore.class);
      when(failing.findAll(any())).thenThrow(new IllegalStateException("driver detail"));
      service.stores = withRooms(failing);
      assertThat(service.ask(SUBJECT, "")).isEqualTo(INTERNAL);
    }
  }

  @Nested
  class GetRoom {
    @Test
    void member_getsTheBareRoom() {
      assertThat(service.ask("chat.user.dora.request.rooms.get.r1", "{")).isEqualTo(CREW);
    }

    @Test
    void nonMember_andAbsentRoomGetTheSameText() {
      assertThat(service.ask("chat.user.dora.request.rooms.get.r2", ""))
          .isEqualTo(error("room \"r2\" not found: mongo: no documents in result"));
      assertThat(service.ask("chat.user.dora.request.rooms.get.gone", ""))
          .isEqualTo(error("room \"gone\" not found: mongo: no documents in result"));
    }

    @Test
    void storeFailure_hasTheTextsPrefixAndNoDetail() {
      RoomStore failing = mock(RoomStore.class);
      when(failing.find(any())).thenThrow(new IllegalStateException("driver detail"));
      service.stores = withRooms(failing);
      assertThat(service.ask("chat.user.dora.request.rooms.get.r1", ""))
          .isEqualTo(error("room \"r1\" not found: internal error"));
    }
  }

  @Nested
  class DescribeRooms {
    private static final String SUBJECT = "chat.server.request.room.site-a.info.batch";

    @Test
    void rooms_comeInInputOrderWithDuplicates() {
      assertThat(service.ask(SUBJECT, "{\"roomIds\":[\"gone\",\"r1\",\"gone\"]}"))
          .isEqualTo(
              "{\"rooms\":[{\"roomId\":\"gone\",\"found\":false},"
                  + "{\"roomId\":\"r1\",\"found\":true,\"siteId\":\"site-a\",\"name\":\"Harbour"
                  + " crew\"},{\"roomId\":\"gone\",\"found\":false}]}");
    }

    @Test
    void key_showsItsPrivateHalfAndVersionZero() {
      var pair = RoomCrypto.best().newKeyPair();
      service.keys.set("r1", pair);
      service.keys.set("gone", pair);
      String reply = service.ask(SUBJECT, "{\"roomIds\":[\"r1\",\"gone\"]}");
      assertThat(reply)
          .contains("\"privateKey\":\"%s\",\"keyVersion\":0}".formatted(pair.privateKey().base64()))
          .contains("{\"roomId\":\"gone\",\"found\":false}")
          .doesNotContain(pair.publicKey().base64());
    }

    @Test
    void times_areMillisecondsUnlessTheyAreUnset() {
      site.room(
          SampleRoom.of("r3")
              .name("")
              .lastMsgAt(Instant.ofEpochMilli(1772442905120L))
              .lastMentionAllAt(Timestamps.ZERO)
              .make());
      assertThat(service.ask(SUBJECT, "{\"roomIds\":[\"r3\"]}"))
          .isEqualTo(
              "{\"rooms\":[{\"roomId\":\"r3\",\"found\":true,\"siteId\":\"site-a\","
                  + "\"lastMsgAt\":1772442905120}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"roomIds\":\"r1\"}", "{\"roomIds\":[1]}"})
    void malformed(String body) {
      assertThat(service.ask(SUBJECT, body)).startsWith("{\"error\":\"invalid request: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"roomIds\":[]}", "{\"roomIds\":null}"})
    void empty(String body) {
      assertThat(service.ask(SUBJECT, body)).isEqualTo(INTERNAL);
    }

    @Test
    void moreThanTheLimit_isMasked() {
      assertThat(service.ask(SUBJECT, batch(5))).contains("\"found\":false");
      assertThat(service.ask(SUBJECT, batch(6))).isEqualTo(INTERNAL);
    }

    private String batch(int size) {
      return IntStream.range(0, size)
          .mapToObj(i -> "\"x" + i + "\"")
          .collect(Collectors.joining(",", "{\"roomIds\":[", "]}"));
    }

    @Test
    void corruptKey_failsTheWholeBatch() {
      RoomKeyStore failing = mock(RoomKeyStore.class);
      when(failing.getMany(any())).thenThrow(new IllegalStateException("corrupt"));
      service.keyStore = failing;
      assertThat(service.ask(SUBJECT, "{\"roomIds\":[\"r1\"]}")).isEqualTo(INTERNAL);
    }

    @Test
    void keys_areReadFiveHundredAtATime() {
      service.environment.put("MAX_BATCH_SIZE", "1000");
      RoomKeyStore keys = mock(RoomKeyStore.class);
      java.util.List<Integer> sizes = new java.util.ArrayList<>();
      when(keys.getMany(any()))
          .thenAnswer(
              call -> {
                sizes.add(call.<java.util.Collection<String>>getArgument(0).size());
                return java.util.Map.of();
              });
      service.keyStore = keys;
      service.ask(SUBJECT, batch(600));
      assertThat(sizes).containsExactly(500, 100);
    }
  }

  @Nested
  class ListMembers {
    private static final String SUBJECT = "chat.user.dora.request.room.r1.site-a.member.list";

    @Test
    void members_comePlainWithoutABody() {
      assertThat(service.ask(SUBJECT, null, ""))
          .isEqualTo(
              "{\"members\":[{\"id\":\"s-r1-dora\",\"rid\":\"r1\",\"ts\":\"2026-01-01T08:00:00Z\","
                  + "\"member\":{\"id\":\"u-dora\",\"type\":\"individual\",\"account\":\"dora\"}}]}");
    }

    @Test
    void enriched_showsNamesAndOrgs() {
      site.row("r1", dora, 0);
      site.user(SampleUser.of("gil").department("D", "Platform", "平台部"));
      site.orgRow("r1", "D", 9);
      assertThat(service.ask(SUBJECT, "{\"enrich\":true}"))
          .contains(
              "\"member\":{\"id\":\"D\",\"type\":\"org\",\"sectName\":\"Platform 平台部\",\"memberCount\":1}")
          .contains("\"account\":\"dora\",\"engName\":\"E dora\",\"chineseName\":\"中 dora\"}");
    }

    @Test
    void limitAndOffset_cutThePage() {
      site.member("r1", site.user("erin"));
      assertThat(service.ask(SUBJECT, "{\"limit\":1,\"offset\":1}"))
          .contains("erin")
          .doesNotContain("dora");
      assertThat(service.ask(SUBJECT, "{\"offset\":7}")).isEqualTo("{\"members\":[]}");
    }

    @Test
    void nonMember_isRefusedBeforeTheBodyIsRead() {
      assertThat(service.ask("chat.user.erin.request.room.r1.site-a.member.list", "{"))
          .isEqualTo(error("only room members can list members"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{",
          "[]",
          "{\"limit\":\"1\"}",
          "{\"limit\":1.5}",
          "{\"offset\":true}",
          "{\"enrich\":1}"
        })
    void malformed(String body) {
      assertThat(service.ask(SUBJECT, body)).startsWith("{\"error\":\"invalid request: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"limit\":0}", "{\"limit\":-1}", "{\"offset\":-1}"})
    void impossiblePages_areMasked(String body) {
      assertThat(service.ask(SUBJECT, body)).isEqualTo(INTERNAL);
    }
  }
}
