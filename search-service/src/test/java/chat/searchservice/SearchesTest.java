package chat.searchservice;

import static chat.searchservice.SearchWorld.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.MalformedJsonException;
import chat.model.UserHit;
import chat.searchservice.SearchEngine.Answer;
import chat.searchservice.SearchEngine.Restricted;
import chat.stores.RestrictedRoomCache;
import chat.stores.RestrictedRoomCache.Entry;
import com.mongodb.MongoTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

class SearchesTest {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final String PAGING =
      "{'error':'size and offset must be non-negative','code':'bad_request'}";
  private static final String NO_QUERY = "{'error':'query is required','code':'bad_request'}";
  private static final String AWAY = "{'error':'search backend unavailable','code':'internal'}";
  private static final String STRANGE = "{'error':'unexpected search response','code':'internal'}";
  private static final String TOO_DEEP =
      "{'error':'offset and size must not exceed 10000 together','code':'bad_request'}";

  private final SearchWorld engine = new SearchWorld();
  private final RestrictedRoomCache cache = Mockito.mock(RestrictedRoomCache.class);
  private final List<Object> appQueries = new ArrayList<>();
  private final SearchOperation messages =
      new SearchMessages(
          new RoomAccess(cache, engine, LIFE),
          engine,
          new MessageQuery("u", Duration.ofHours(8760)),
          SearchWorld.PAGES);
  private final SearchOperation rooms = new SearchRooms(engine, "spotlight-x-*", SearchWorld.PAGES);
  private final SearchOperation apps =
      new SearchApps(
          (part, enabled, page, limit) -> {
            appQueries.add(List.of(part, String.valueOf(enabled), page));
            return List.of(SearchWorld.app("a1", "Weather"));
          },
          SearchWorld.PAGES);

  @BeforeEach
  void nothingIsRemembered() {
    Mockito.when(cache.read("kenji")).thenReturn(new Entry.Absent());
  }

  @Nested
  class Requests {
    private final List<SearchOperation> paged = List.of(messages, rooms, apps);

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "x",
          "[]",
          "{'query':1}",
          "{'query':'a','size':1.0}",
          "{'query':'a','offset':'1'}"
        })
    void whatIsNoRequest_isMalformed(String body) {
      for (SearchOperation operation : paged) {
        assertThatThrownBy(() -> ask(operation, body)).isInstanceOf(MalformedJsonException.class);
      }
    }

    @Test
    void pagingIsCheckedBeforeTheQuery() throws Exception {
      for (SearchOperation operation : paged) {
        assertThat(ask(operation, "{'query':'','size':-1}")).isEqualTo(PAGING);
        assertThat(ask(operation, "{'query':'a','offset':-1}")).isEqualTo(PAGING);
      }
      assertThat(engine.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'query':''}", "{'query':' \\t'}", "{'query':'\\u00a0\\u3000'}"})
    void blankQueries_areRefused(String body) throws Exception {
      for (SearchOperation operation : paged) {
        assertThat(ask(operation, body)).isEqualTo(NO_QUERY);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "'', 25, 0",
      "',\"size\":0,\"offset\":50', 25, 50",
      "',\"size\":100', 100, 0",
      "',\"size\":101', 100, 0",
      "',\"size\":1000', 100, 0",
      "',\"size\":10,\"offset\":9990', 10, 9990",
    })
    void pages_areAsLargeAsAllowed(String more, int size, int offset) throws Exception {
      ask(messages, "{'query':'a'" + more + "}");
      assertThat(engine.asked.getFirst().request().path("size").asInt()).isEqualTo(size);
      assertThat(engine.asked.getFirst().request().path("from").asInt()).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(longs = {9991, 10_000, Long.MAX_VALUE})
    void pagesBeyondTheEnginesWindow_areRefused(long offset) throws Exception {
      String body = "{'query':'a','size':10,'offset':" + offset + "}";
      assertThat(ask(messages, body)).isEqualTo(TOO_DEEP);
      assertThat(ask(rooms, body)).isEqualTo(TOO_DEEP);
      assertThat(engine.asked).isEmpty();
    }
  }

  @Nested
  class Messages {
    private static final String HIT =
        "{'messageId':'m1','roomId':'r','siteId':'s','userId':'u','userAccount':'mina',"
            + "'content':'hello','createdAt':'2026-01-01T00:00:00.123456Z','tshow':true}";

    @Test
    void hits_areWhatTheContractShows() throws Exception {
      engine.finds(HIT);
      assertThat(ask(messages, "{'query':'hel'}"))
          .isEqualTo(
              "{'messages':[{'messageId':'m1','roomId':'r','siteId':'s','userAccount':'mina',"
                  + "'content':'hello','createdAt':'2026-01-01T00:00:00.123456Z'}],'total':1}");
      assertThat(engine.asked.getFirst().indices()).isEqualTo("messages-*,*:messages-*");
    }

    @Test
    void messageOfTwoVersionsOfAnIndex_isShownOnce() throws Exception {
      engine.finds(HIT, HIT);
      assertThat(ask(messages, "{'query':'hel'}")).containsOnlyOnce("'m1'").endsWith("'total':2}");
    }

    @Test
    void documentThatIsNone_isAStrangeAnswer() throws Exception {
      engine.finds("{'messageId':'m1','createdAt':'yesterday'}");
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo(STRANGE);
      engine.answer = new Answer.Strange();
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo(STRANGE);
    }

    @Test
    void freshSite_hasNothingToFind() throws Exception {
      engine.answer = new Answer.NobodyMay();
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo("{'messages':[],'total':0}");
    }

    @Test
    void engineThatRefuses_orIsAway_isUnavailable() throws Exception {
      engine.answer = new Answer.Refused("400 x");
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo(AWAY);
      Mockito.when(cache.read("kenji")).thenReturn(new Entry.Known(Map.of()));
      engine.away = true;
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo(AWAY);
    }
  }

  @Nested
  class Access {
    @Test
    void rememberedRooms_areNotReadAgain() throws Exception {
      Mockito.when(cache.read("kenji")).thenReturn(new Entry.Known(Map.of("r", 5L)));
      ask(messages, "{'query':'a'}");
      assertThat(engine.documentsRead).isEmpty();
      assertThat(engine.asked.getFirst().request().toString()).contains("1970-01-01T00:00:00.005Z");
      Mockito.verify(cache, Mockito.never()).remember(Mockito.any(), Mockito.any(), Mockito.any());
    }

    @Test
    void whatIsRead_isRemembered_alsoNothing() throws Exception {
      ask(messages, "{'query':'a'}");
      Mockito.verify(cache).remember("kenji", Map.of(), LIFE);
      engine.restricted = new Restricted.Rooms(Map.of("r", 5L));
      ask(messages, "{'query':'a'}");
      Mockito.verify(cache).remember("kenji", Map.of("r", 5L), LIFE);
    }

    @Test
    void corruptEntry_isOverwritten() throws Exception {
      Mockito.when(cache.read("kenji")).thenReturn(new Entry.Unreadable());
      ask(messages, "{'query':'a'}");
      Mockito.verify(cache).remember("kenji", Map.of(), LIFE);
    }

    @Test
    void valkeyThatIsAway_costsARead_andIsNotWritten() throws Exception {
      Mockito.when(cache.read("kenji")).thenThrow(new RedisConnectionException("away"));
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo("{'messages':[],'total':0}");
      assertThat(engine.documentsRead).containsExactly("kenji");
      Mockito.verify(cache, Mockito.never()).remember(Mockito.any(), Mockito.any(), Mockito.any());
    }

    @Test
    void failingWrite_changesNothing() throws Exception {
      Mockito.doThrow(new RedisConnectionException("away"))
          .when(cache)
          .remember("kenji", Map.of(), LIFE);
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo("{'messages':[],'total':0}");
    }

    @Test
    void unknownAccess_findsNothing() throws Exception {
      String refusal = "{'error':'unable to resolve room access','code':'internal'}";
      engine.restricted = new Restricted.Unknown("500");
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo(refusal);
      engine.away = true;
      assertThat(ask(messages, "{'query':'a'}")).isEqualTo(refusal);
      assertThat(engine.asked).isEmpty();
    }

    @Test
    void timeWithoutText_isNoQuery() throws Exception {
      engine.restricted = new Restricted.Rooms(Map.of("r", Long.MAX_VALUE));
      assertThat(ask(messages, "{'query':'a'}"))
          .isEqualTo("{'error':'unable to build search query','code':'internal'}");
    }
  }

  @Nested
  class Rooms {
    @Test
    void hits_areTheRequestersRoomsByName() throws Exception {
      engine.finds(
          "{'userAccount':'kenji','roomId':'r','roomName':'Etch Night','roomType':'channel','siteId':'s'}",
          "{'userAccount':'kenji','roomId':'q','roomName':'typeless','roomType':'','siteId':'far'}");
      assertThat(ask(rooms, "{'query':' night ','roomType':'channel','size':20}"))
          .isEqualTo(
              "{'rooms':[{'roomId':'r','name':'Etch Night','roomType':'channel','siteId':'s'},"
                  + "{'roomId':'q','name':'typeless','siteId':'far'}]}");
      assertThat(engine.asked.getFirst().indices()).isEqualTo("spotlight-x-*");
      assertThat(engine.asked.getFirst().request())
          .isEqualTo(
              SearchWorld.JSON.readTree(
                  SearchWorld.quoted(
                      "{'from':0,'size':20,'track_total_hits':true,'query':{'bool':{'must':[{'multi_match':"
                          + "{'query':'night','type':'bool_prefix','operator':'AND','fields':['roomName']}}],"
                          + "'filter':[{'term':{'userAccount':'kenji'}},{'term':{'roomType':'channel'}}]}},"
                          + "'sort':['_score',{'joinedAt':{'order':'desc'}}]}")));
    }

    @ParameterizedTest
    @CsvSource({
      "app, invalid roomType: app is not supported",
      "discussion, invalid roomType: discussion",
      "DM, invalid roomType: DM",
      "botDM, invalid roomType: botDM",
    })
    void otherTypes_areRefused(String type, String text) throws Exception {
      assertThat(ask(rooms, "{'query':'a','roomType':'" + type + "'}"))
          .isEqualTo("{'error':'" + text + "','code':'bad_request'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all"})
    void noType_isAnyType(String type) throws Exception {
      ask(rooms, "{'query':'a','roomType':'" + type + "'}");
      assertThat(engine.asked.getFirst().request().at("/query/bool/filter").size()).isEqualTo(1);
    }

    @Test
    void failures_areTold() throws Exception {
      engine.answer = new Answer.Refused("500");
      assertThat(ask(rooms, "{'query':'a'}")).isEqualTo(AWAY);
      engine.answer = new Answer.Strange();
      assertThat(ask(rooms, "{'query':'a'}")).isEqualTo(STRANGE);
      engine.answer = new Answer.NobodyMay();
      assertThat(ask(rooms, "{'query':'a'}")).isEqualTo("{'rooms':[]}");
      engine.away = true;
      assertThat(ask(rooms, "{'query':'a'}")).isEqualTo(AWAY);
    }
  }

  @Nested
  class AppsAndUsers {
    @Test
    void apps_areAskedForByTheTrimmedQuery() throws Exception {
      assertThat(ask(apps, "{'query':' weather ','assistantEnabled':false,'size':5}"))
          .isEqualTo("{'apps':[{'id':'a1','name':'Weather'}]}");
      assertThat(appQueries)
          .containsExactly(List.of("weather", "false", new PageSizes.Window(0, 5)));
    }

    @Test
    void failingStore_isUnavailable() throws Exception {
      var failing =
          new SearchApps(
              (part, enabled, page, limit) -> {
                throw new MongoTimeoutException("away");
              },
              SearchWorld.PAGES);
      assertThat(ask(failing, "{'query':'a'}")).isEqualTo(AWAY);
    }

    @ParameterizedTest
    @CsvSource({"C++ (beta), 'C\\+\\+ \\(beta\\)'", "a.b*c, 'a\\.b\\*c'", "x-y_z, x-y_z"})
    void query_isLiteral(String text, String regex) {
      assertThat(MongoAppStore.literal(text)).isEqualTo(regex);
    }

    @Test
    void users_areAListAtTheTop() throws Exception {
      var people = List.of(new UserHit("kenji", "Kenji Mori", "森健二"), new UserHit("kenta", "", ""));
      List<String> queries = new ArrayList<>();
      var users =
          new SearchUsers(
              (query, deadline) -> {
                queries.add(query);
                return new UserDirectory.Answer.People(people);
              });
      assertThat(ask(users, "{'query':'  ken  '}"))
          .isEqualTo(
              "[{'account':'kenji','engName':'Kenji Mori','chineseName':'森健二'},{'account':'kenta'}]");
      assertThat(ask(users, "{'query':' '}")).isEqualTo(NO_QUERY);
      assertThat(queries).containsExactly("ken");
    }

    @Test
    void failingDirectory_isUnavailable() throws Exception {
      var users =
          new SearchUsers((query, deadline) -> new UserDirectory.Answer.Failed("status 503"));
      assertThat(ask(users, "{'query':'ken'}"))
          .isEqualTo("{'error':'user search backend unavailable','code':'internal'}");
    }
  }
}
