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
          assertThat(SearchWorld.JSON.writeValueAsBytes(request)).isNotEmpty();
          return new Answer.Hits(0, List.of());
        }

        @Override
        public Restricted restrictedRooms(String account, Deadline deadline) {
          return new Restricted.Rooms(Map.of("r1", 5L));
        }
      };
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
