package chat.roomservice;

import static chat.roomservice.TestRoomService.REQUEST_ID;
import static chat.roomservice.TestRoomService.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import chat.model.CreateRoomRequest;
import chat.model.Json;
import chat.model.RoomType;
import chat.model.SampleSubscription;
import chat.model.SampleUser;
import chat.model.User;
import chat.roomkeystore.RoomKeyStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Create room (02 §9.1); source channels: {@link ChannelExpansionTest}. */
class CreateRoomTest {
  private static final String SUBJECT = "chat.user.dora.request.room.site-a.create";
  private static final String INTERNAL = error("internal error");

  private final TestRoomService service = new TestRoomService();
  private final Documents site = service.site;

  @BeforeEach
  void people() {
    site.user("dora");
    site.user("erin");
    site.user("farid");
    site.user("help.bot");
    site.app("help.bot", true);
  }

  private String create(String body) {
    return service.ask(SUBJECT, body);
  }

  private CreateRoomRequest job() throws Exception {
    assertThat(service.traffic.published).hasSize(1);
    return Json.read(
        service.traffic.published.getFirst().body().getBytes(StandardCharsets.UTF_8),
        CreateRoomRequest.class);
  }

  /** Steps 2 to 11 need no store: none is asked. */
  @Nested
  class BeforeAnyStore {
    private final Stores untouched =
        new Stores(
            mock(UserStore.class),
            mock(RoomStore.class),
            mock(SubscriptionStore.class),
            mock(MemberStore.class),
            mock(AppStore.class),
            mock(MessageStore.class));

    @BeforeEach
    void watch() {
      service.stores = untouched;
    }

    private void refused(String requestId, String body, String text) {
      assertThat(service.ask(SUBJECT, requestId, body)).isEqualTo(error(text));
      verifyNoInteractions(untouched.users(), untouched.subscriptions(), untouched.apps());
      service.expectNothingPublished();
    }

    @Test
    void missingRequestId_winsOverMalformedJson() {
      refused(null, "{not json", "missing X-Request-ID header");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "7d1f0c520b1e4a6e9a513c1f2e8b9d04",
          "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d0",
          "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d044",
          "7d1f0c52_0b1e-4a6e-9a51-3c1f2e8b9d04",
          "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9g04"
        })
    void malformedRequestId_winsOverMalformedJson(String requestId) {
      refused(requestId, "{not json", "invalid X-Request-ID format");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            ''                                | empty body
            {not json                         | not valid JSON
            {}{}                              | not the expected JSON type
            []                                | not the expected JSON type
            {"name":1}                        | wrong value in field name
            {"users":"erin"}                  | wrong value in field users
            {"users":[1]}                     | wrong value in field users
            {"orgs":{}}                       | wrong value in field orgs
            {"channels":["a"]}                | wrong value in field channels
            {"channels":[{"roomId":1}]}       | wrong value in field channels.roomId
            {"name":"x","timestamp":"now"}    | wrong value in field timestamp
            """)
    void body_thatIsNoRequest(String body, String reason) {
      assertThat(service.ask(SUBJECT, REQUEST_ID, body))
          .startsWith("{\"error\":\"invalid request: ");
      verifyNoInteractions(untouched.users());
      service.expectNothingPublished();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {}                                         | request must include at least one of users, orgs, channels, or name
            null                                       | request must include at least one of users, orgs, channels, or name
            {"users":[],"orgs":null}                   | request must include at least one of users, orgs, channels, or name
            {"users":["dora"]}                         | cannot create a DM with yourself
            {"users":["dora","dora"]}                  | cannot create a DM with yourself
            {"users":["erin","farid"]}                 | channel name is required
            {"orgs":["o1"]}                            | channel name is required
            {"channels":[{"roomId":"r","siteId":"s"}]} | channel name is required
            {"users":["erin"],"orgs":["o1"]}           | channel name is required
            {"name":"   ","users":["erin"]}            | channel name is required
            {"name":"\u3000\u0085","users":["erin"]}   | channel name is required
            {"name":"x","users":["erin","help.bot"]}   | bots cannot be added to a channel
            {"name":"x","users":["p_hook"]}            | bots cannot be added to a channel
            """)
    void request_thatNobodyCanFulfil(String body, String text) {
      refused(REQUEST_ID, body, text);
    }

    @Test
    void name_ofMoreThanAHundredCharacters() {
      refused(
          REQUEST_ID,
          "{\"name\":\"%s\",\"users\":[\"erin\"]}".formatted("x".repeat(101)),
          "channel name must be at most 100 characters");
    }
  }

  @Test
  void name_ofAHundredCharactersOutsideTheBasicPlaneIsFine() {
    assertThat(create("{\"name\":\"%s\",\"users\":[\"erin\"]}".formatted("😀".repeat(100))))
        .startsWith("{\"status\":\"accepted\"");
  }

  @Test
  void unknownRequester() {
    site.users.clear();
    assertThat(create("{\"users\":[\"erin\"]}")).isEqualTo(error("user not found"));
  }

  @ParameterizedTest
  @CsvSource({"'',中", "E,''"})
  void requesterWithoutNames(String english, String chinese) {
    site.users.removeFirst();
    site.user(SampleUser.of("dora").names(english, chinese));
    assertThat(create("{\"name\":\"x\"}")).isEqualTo(error("user is missing required name fields"));
  }

  @Test
  void userStoreFailure_isMasked() {
    UserStore failing = mock(UserStore.class);
    when(failing.find(any())).thenThrow(new IllegalStateException("driver detail"));
    service.stores =
        new Stores(
            failing,
            service.stores.rooms(),
            service.stores.subscriptions(),
            service.stores.members(),
            service.stores.apps(),
            service.stores.messages());
    assertThat(create("{\"users\":[\"erin\"]}")).isEqualTo(INTERNAL);
    service.expectNothingPublished();
  }

  /** D1 to D6. */
  @Nested
  class Direct {
    @Test
    void dm_isAcceptedWithItsKeyAndJob() throws Exception {
      assertThat(create("{\"users\":[\"erin\"]}"))
          .isEqualTo("{\"status\":\"accepted\",\"roomId\":\"u-dorau-erin\",\"roomType\":\"dm\"}");

      RecordedTraffic.Sent sent = service.traffic.published.getFirst();
      assertThat(sent.subject()).isEqualTo("chat.room.canonical.site-a.create");
      assertThat(sent.requestId()).isEqualTo(REQUEST_ID);
      assertThat(sent.messageId()).isNull();
      assertThat(sent.body())
          .isEqualTo(
              "{\"name\":\"\",\"users\":[\"erin\"],\"orgs\":null,\"channels\":null,"
                  + "\"resolvedUsers\":[\"erin\"],\"roomId\":\"u-dorau-erin\","
                  + "\"requesterId\":\"u-dora\",\"requesterAccount\":\"dora\","
                  + "\"timestamp\":%d}".formatted(service.clock.millis()));
      assertThat(service.keys.get("u-dorau-erin"))
          .hasValueSatisfying(k -> assertThat(k.version()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"dora\",\"erin\"]", "[\"erin\",\"erin\"]"})
    void usersLeaveOneOther(String users) {
      assertThat(create("{\"users\":%s}".formatted(users))).contains("\"roomType\":\"dm\"");
    }

    @Test
    void whatTheClientSaysAboutTheRest_isOverwritten() throws Exception {
      create(
          """
          {"users":["erin"],"resolvedUsers":["x"],"resolvedOrgs":["evil"],"roomId":"r",
           "requesterId":"u","requesterAccount":"a","timestamp":1}""");
      assertThat(job().roomId()).isEqualTo("u-dorau-erin");
      assertThat(job().requesterAccount()).isEqualTo("dora");
      assertThat(job().resolvedUsers()).containsExactly("erin");
      assertThat(job().timestamp()).isEqualTo(service.clock.millis());
    }

    @Test
    void clientsResolvedOrgs_doNotSurviveInADm() throws Exception {
      create("{\"users\":[\"erin\"],\"resolvedOrgs\":[\"evil\"]}");
      assertThat(job().resolvedOrgs()).isEmpty();
    }

    @Test
    void unknownCounterpart() {
      assertThat(create("{\"users\":[\"ghost\"]}")).isEqualTo(error("user not found"));
    }

    @Test
    void counterpartWithoutNames() {
      site.user(SampleUser.of("gil").names("", "中"));
      assertThat(create("{\"users\":[\"gil\"]}"))
          .isEqualTo(error("user is missing required name fields"));
    }

    @Test
    void existingDm_isNamedInTheReply() {
      site.subscription(
          SampleSubscription.of("old-room", SampleUser.of("dora").make())
              .direct(RoomType.DM, "erin"));
      assertThat(create("{\"users\":[\"erin\"]}"))
          .isEqualTo("{\"error\":\"dm already exists\",\"roomId\":\"old-room\"}");
      service.expectNothingPublished();
    }

    @Test
    void existingBotDm_winsOverTheBotBeingGone() {
      site.apps.clear();
      site.subscription(
          SampleSubscription.of("old-room", SampleUser.of("dora").make())
              .direct(RoomType.BOT_DM, "help.bot"));
      assertThat(create("{\"users\":[\"help.bot\"]}")).contains("dm already exists");
    }

    @Test
    void botDm_needsNoNamesOfTheBot() {
      site.users.removeLast();
      site.user(SampleUser.of("help.bot").names("", ""));
      assertThat(create("{\"users\":[\"help.bot\"]}")).contains("\"roomType\":\"botDM\"");
    }

    @Test
    void bot_thatIsUnknownToTheCatalogueOrDisabled() {
      site.user("p_hook");
      assertThat(create("{\"users\":[\"p_hook\"]}")).isEqualTo(error("bot not available"));
      site.app("p_hook", false);
      assertThat(create("{\"users\":[\"p_hook\"]}")).isEqualTo(error("bot not available"));
      assertThat(service.keys.get("u-dorau-p_hook")).isEmpty();
    }

    @Test
    void userIdWithADot_isTreatedAsAnUnknownUser() {
      site.user(SampleUser.of("gil").id("u.gil"));
      assertThat(create("{\"users\":[\"gil\"]}")).isEqualTo(error("user not found"));
      site.user(SampleUser.of("odd.bot").id("u.odd"));
      site.app("odd.bot", true);
      assertThat(create("{\"users\":[\"odd.bot\"]}")).isEqualTo(error("bot not available"));
    }

    @Test
    void keyOfADm_isNeverReplacedByAnotherCreate() {
      create("{\"users\":[\"erin\"]}");
      var first = service.keys.get("u-dorau-erin");
      create("{\"users\":[\"erin\"]}");
      assertThat(service.keys.get("u-dorau-erin")).isEqualTo(first);
    }
  }

  /** C2 to C9. */
  @Nested
  class Channel {
    @Test
    void channel_isAcceptedWithLiteralAndResolvedLists() throws Exception {
      site.user(SampleUser.of("gil").section("o1"));
      String reply =
          create(
              "{\"name\":\" Crew \",\"users\":[\"erin\",\"dora\",\"erin\"],\"orgs\":[\"o1\",\"o1\"]}");

      CreateRoomRequest job = job();
      assertThat(reply)
          .isEqualTo(
              "{\"status\":\"accepted\",\"roomId\":\"%s\",\"roomType\":\"channel\"}"
                  .formatted(job.roomId()));
      assertThat(job.roomId()).matches("[0-9A-Za-z]{17}");
      assertThat(job.name()).isEqualTo(" Crew ");
      assertThat(job.users()).containsExactly("erin");
      assertThat(job.orgs()).containsExactly("o1", "o1");
      assertThat(job.channels()).isNull();
      assertThat(job.resolvedUsers()).containsExactly("erin");
      assertThat(job.resolvedOrgs()).containsExactly("o1");
      assertThat(service.keys.get(job.roomId())).isPresent();
    }

    @Test
    void channelOfOrgsAlone_hasNoUsersButTheField() {
      site.user(SampleUser.of("gil").department("o1"));
      create("{\"name\":\"x\",\"orgs\":[\"o1\"]}");
      assertThat(service.traffic.published.getFirst().body())
          .startsWith(
              "{\"name\":\"x\",\"users\":[],\"orgs\":[\"o1\"],\"channels\":null,"
                  + "\"resolvedOrgs\":[\"o1\"],\"roomId\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"x\"}", "{\"name\":\"x\",\"users\":[\"dora\"]}"})
    void nobodyElse(String body) {
      assertThat(create(body)).isEqualTo(error(Refusals.NOTHING_TO_CREATE.text()));
    }

    @Test
    void unknownOrg_isNamedBeforeUnknownUsers() {
      site.user(SampleUser.of("gil").section("o1"));
      assertThat(create("{\"name\":\"x\",\"users\":[\"ghost\"],\"orgs\":[\"o1\",\"a\\\"b\"]}"))
          .isEqualTo("{\"error\":\"org \\\"a\\\\\\\"b\\\": invalid org\"}");
    }

    @Test
    void firstUnknownUser_isNamed() {
      assertThat(create("{\"name\":\"x\",\"users\":[\"erin\",\"g1\",\"g2\"]}"))
          .isEqualTo(error("user \"g1\": user not found"));
    }

    @Test
    void emptyOrgId_isUnknownAlthoughPeopleWithoutOrgHaveIt() {
      assertThat(create("{\"name\":\"x\",\"orgs\":[\"\"]}"))
          .isEqualTo(error("org \"\": invalid org"));
    }

    @Test
    void orgOfTheRequesterAndBots_bringsNobody() {
      site.users.clear();
      site.user(SampleUser.of("dora").section("o1"));
      site.user(SampleUser.of("help.bot").section("o1"));
      assertThat(create("{\"name\":\"x\",\"orgs\":[\"o1\"]}"))
          .isEqualTo(error(Refusals.NOTHING_TO_CREATE.text()));
    }

    @Test
    void room_holdsTenWithTheCreator() {
      for (int i = 0; i < 9; i++) {
        site.user(SampleUser.of("m" + i).section("o1"));
      }
      assertThat(create("{\"name\":\"x\",\"orgs\":[\"o1\"]}")).contains("accepted");
      assertThat(create("{\"name\":\"x\",\"orgs\":[\"o1\"],\"users\":[\"erin\"]}"))
          .isEqualTo(INTERNAL);
      assertThat(service.traffic.published).hasSize(1);
    }
  }

  /** Key, publish, reply. */
  @Nested
  class Acceptance {
    @Test
    void keyThatCannotBeWritten_publishesNothing() {
      RoomKeyStore failing = mock(RoomKeyStore.class);
      when(failing.createIfAbsent(any(), any())).thenThrow(new IllegalStateException("valkey"));
      service.keyStore = failing;
      assertThat(create("{\"users\":[\"erin\"]}")).isEqualTo(INTERNAL);
      service.expectNothingPublished();
    }

    @Test
    void publishThatIsNotAcknowledged_isMaskedAndKeepsTheKeyForTheJobThatMayBeStored() {
      service.traffic.goAway();
      assertThat(create("{\"users\":[\"erin\"]}")).isEqualTo(INTERNAL);
      assertThat(service.keys.get("u-dorau-erin")).isPresent();
    }
  }

  @Test
  void requester_needsNotBeOfTheRoomsSite() {
    site.users.removeFirst();
    User remote = SampleUser.of("dora").site("site-b").make();
    site.user(remote);
    assertThat(create("{\"users\":[\"erin\"]}")).contains("accepted");
  }
}
