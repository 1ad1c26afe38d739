package chat.searchservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests of 11 §3.3. */
class MessageQueryTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final PageSizes.Window PAGE = new PageSizes.Window(20, 10);
  private static final String OPEN = "kQ3v8ZpL2mX9aT7Rb";
  private static final String RESTRICTED = "Wn5tYc8RqLx2Kd7Pe";
  private static final String LOOKUP =
      "{'terms':{'roomId':{'index':'user-room-mv-fab18','id':'kenji','path':'rooms'}}}";
  private static final String BOUND = "{'gte':'2026-01-01T00:00:00.123Z'}";
  private static final String PLAIN =
      "{'bool':{'must':[{'term':{'roomId':'Wn5tYc8RqLx2Kd7Pe'}},{'range':{'createdAt':"
          + BOUND
          + "}}],'must_not':[{'exists':{'field':'threadParentMessageId'}}]}}";
  private static final String REPLIES =
      "{'bool':{'must':[{'term':{'roomId':'Wn5tYc8RqLx2Kd7Pe'}},{'range':{'createdAt':"
          + BOUND
          + "}},{'exists':{'field':'threadParentMessageId'}},{'bool':{'minimum_should_match':1,"
          + "'should':[{'term':{'tshow':true}},{'range':{'threadParentMessageCreatedAt':"
          + BOUND
          + "}}]}}]}}";

  private final MessageQuery query = new MessageQuery("user-room-mv-fab18", Duration.ofHours(8760));

  private JsonNode request(List<String> roomIds, Map<String, Long> restricted) {
    return JSON.readTree(
        JSON.writeValueAsBytes(
            query.request("kenji", "etch_rate drift", roomIds, restricted, PAGE)));
  }

  private static JsonNode access(JsonNode request) {
    return request.at("/query/bool/filter/1/bool/should");
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void everywhere_isTheRequestOfTheContract() {
    assertThat(request(List.of(), Map.of(RESTRICTED, 1_767_225_600_123L)))
        .isEqualTo(
            json(
                "{'from':20,'size':10,'track_total_hits':true,'query':{'bool':{'must':[{'multi_match':"
                    + "{'query':'etch_rate drift','type':'bool_prefix','operator':'AND','fields':"
                    + "['content']}}],'filter':[{'range':{'createdAt':{'gte':'now-8760h'}}},{'bool':"
                    + "{'minimum_should_match':1,'should':["
                    + String.join(",", LOOKUP, PLAIN, REPLIES)
                    + "]}}]}},'sort':['_score',{'createdAt':{'order':'desc'}}]}"));
  }

  @Test
  void namedRooms_openNothing() {
    assertThat(
            access(
                request(
                    List.of(OPEN, RESTRICTED), Map.of(RESTRICTED, 1_767_225_600_123L, "x", 5L))))
        .isEqualTo(
            json(
                "[{'bool':{'filter':[{'terms':{'roomId':['kQ3v8ZpL2mX9aT7Rb']}},"
                    + LOOKUP
                    + "]}},"
                    + PLAIN
                    + ","
                    + REPLIES
                    + "]"));
    assertThat(access(request(List.of(RESTRICTED), Map.of(RESTRICTED, 1_767_225_600_123L))))
        .isEqualTo(json("[" + PLAIN + "," + REPLIES + "]"));
  }

  @Test
  void roomsOfOneBound_shareTheirConditions() {
    JsonNode access = access(request(List.of(), Map.of("b", 5L, "a", 5L, "c", 7L)));

    assertThat(access.size()).isEqualTo(5);
    assertThat(access.at("/1/bool/must/0")).isEqualTo(json("{'terms':{'roomId':['a','b']}}"));
    assertThat(access.at("/3/bool/must/0")).isEqualTo(json("{'term':{'roomId':'c'}}"));
  }

  @Test
  void moreBoundsThanAnEngineTakes_becomeFewer_andNoneEarlier() {
    Map<String, Long> restricted = new TreeMap<>();
    for (int i = 0; i < 252; i++) {
      restricted.put("r" + i, 1_000L + i);
    }
    JsonNode access = access(request(List.of(), restricted));

    assertThat(access.size()).isBetween(3, 201);
    long rooms = 0;
    for (int i = 1; i < access.size(); i += 2) {
      JsonNode clause = access.get(i);
      JsonNode ids = clause.at("/bool/must/0/terms/roomId");
      rooms += ids.size();
      String bound = clause.at("/bool/must/1/range/createdAt/gte").asString();
      ids.forEach(
          id ->
              assertThat(java.time.Instant.parse(bound).toEpochMilli())
                  .isGreaterThanOrEqualTo(restricted.get(id.asString())));
    }
    assertThat(rooms).isEqualTo(252);
  }

  @ParameterizedTest
  @CsvSource({
    "PT8760H, 8760h",
    "PT48H, 48h",
    "PT90M, 90m",
    "PT45S, 45s",
    "PT1.5S, 2s",
    "PT90.5S, 91s",
    "PT0.5S, 1s",
  })
  void window_isOneNumberAndOneUnit(Duration window, String text) {
    assertThat(MessageQuery.text(window)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1767225600000, 2026-01-01T00:00:00Z",
    "1767225600120, 2026-01-01T00:00:00.12Z",
    "1, 1970-01-01T00:00:00.001Z",
  })
  void bound_isRfc3339(long millis, String text) {
    assertThat(
            access(request(List.of("r"), Map.of("r", millis)))
                .at("/0/bool/must/1/range/createdAt/gte")
                .asString())
        .isEqualTo(text);
  }
}
