package chat.searchservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mockito.MockSettings;
import org.mockito.Mockito;

/** Whatever comes in is answered. */
class HostileInputTest {
  private static final int INPUTS = 100_000;
  private static final MockSettings FORGETFUL = Mockito.withSettings().stubOnly();

  private final SearchEngine engine =
      new SearchEngine() {
        @Override
        public Answer search(String indices, Object request, Deadline deadline) {
          assertThat(SearchWorld.JSON.writeValueAsString(request)).containsAnyOf(bound(indices));
          return new Answer.Hits(0, List.of());
        }

        @Override
        public Restricted restrictedRooms(String account, Deadline deadline) {
          return new Restricted.Rooms(Map.of("r1", 5L));
        }
      };

  /**
   * What bounds a search to the requester's own; no text of a request can look like it, since its
   * quotes are escaped.
   */
  private static String[] bound(String indices) {
    return indices.equals("s-*")
        ? new String[] {"{\"term\":{\"userAccount\":\"kenji\"}}"}
        : new String[] {"\"id\":\"kenji\"", "{\"term\":{\"roomId\":\"r1\"}}"};
  }

  private final RoomAccess access =
      new RoomAccess(
          Mockito.mock(chat.stores.RestrictedRoomCache.class, FORGETFUL),
          engine,
          Duration.ofMinutes(1));
  private final List<SearchOperation> operations =
      List.of(
          new SearchMessages(
              access, engine, new MessageQuery("u", Duration.ofHours(1)), SearchWorld.PAGES),
          new SearchRooms(engine, "s-*", SearchWorld.PAGES),
          new SearchApps((part, enabled, page, limit) -> List.of(), SearchWorld.PAGES),
          new SearchUsers((query, deadline) -> new UserDirectory.Answer.People(List.of())));
  private final List<String> seeds =
      List.of(
          "{\"query\":\"etch_rate drift\",\"roomIds\":[\"r1\",\"r2\"],\"size\":10,\"offset\":20}",
          "{\"query\":\"night\",\"roomType\":\"channel\",\"size\":20}",
          "{\"query\":\"weather\",\"assistantEnabled\":true,\"size\":5}",
          "{\"query\":\"\ud83d\ude00\\u0000\"}");

  @Test
  void randomBytesAndPiecesOfRequests_areAnsweredOrMalformed() {
    Random random = new Random(20260102);
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = i % 2 == 0 ? noise(random) : pieces(random);
      for (SearchOperation operation : operations) {
        try {
          assertThat(operation.search("kenji", input, SearchWorld.deadline()).bytes()).isNotEmpty();
        } catch (MalformedJsonException e) {
          assertThat(e.reason()).isNotEmpty();
        }
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(100)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** An object of fields that requests have, with values that they should not. */
  private static byte[] pieces(Random random) {
    List<String> fields =
        List.of("query", "roomIds", "roomType", "size", "offset", "assistantEnabled", "QUERY");
    List<String> values =
        List.of(
            "0",
            "-1",
            "101",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "null",
            "true",
            "\"\"",
            "\"\u0085\"",
            "\"x\"",
            "\"all\"",
            "\"\\ud800\"",
            "\"\\\"id\\\":\\\"olga\\\"\"",
            "[]",
            "[\"r1\"]",
            "[\"r1\",\"r9\"]",
            "[null]",
            "[1]",
            "{",
            "{}");
    var text = new StringBuilder("{");
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append('"').append(fields.get(random.nextInt(fields.size()))).append("\":");
      text.append(values.get(random.nextInt(values.size()))).append(n > 1 ? "," : "");
    }
    return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void mutatedRequests_areAnsweredOrMalformed() {
    Random random = new Random(20260101);
    int answered = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = seeds.get(i % seeds.size()).getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(3); n >= 0; n--) {
        input[random.nextInt(input.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "{}[]\",:0-9.eE\\un".charAt(random.nextInt(16));
      }
      for (SearchOperation operation : operations) {
        try {
          assertThat(operation.search("kenji", input, SearchWorld.deadline()).bytes()).isNotEmpty();
          answered++;
        } catch (MalformedJsonException e) {
          assertThat(e.reason()).isNotEmpty();
        }
      }
    }
    assertThat(answered).isGreaterThan(INPUTS / 10);
  }
}
