package chat.localfleet.bench;

import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.model.Json;
import chat.runtime.EnvReader;
import chat.stores.SearchAnswer;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * An index of messages beside the real ones, under a name that the same template and the same
 * searches take in: filled in bulk with documents as search-sync-worker writes them, removed in the
 * end.
 */
final class ScratchIndex implements AutoCloseable {
  private static final int BULK = 5_000;
  private static final int WORDS = 20_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration AGE = Duration.ofDays(300);

  private final SearchConnection engine;
  private final String name;
  private final RoomRef room;
  private final Random random = new Random(7); // the same documents each time

  ScratchIndex(FleetStatus.Site site, RoomRef room) {
    this.engine = engine(site);
    this.name = "messages-%s-v1-bench".formatted(site.id());
    this.room = room;
  }

  static SearchConnection engine(FleetStatus.Site site) {
    return SearchConnection.open(
        SearchConfig.read(new EnvReader(Map.of("SEARCH_URL", site.search()))));
  }

  /** Returns when all of them can be found; the seconds that it took to hand them in. */
  double load(int documents, Instant now) {
    engine.send("DELETE", "/" + name, LIMIT); // of a measurement that was broken off
    long start = System.nanoTime();
    for (int from = 0; from < documents; from += BULK) {
      var lines = new ByteArrayOutputStream();
      for (int i = from; i < Math.min(documents, from + BULK); i++) {
        lines.writeBytes(
            "{\"index\":{\"_id\":\"%020d\"}}\n".formatted(i).getBytes(StandardCharsets.UTF_8));
        lines.writeBytes(
            Json.write(document(i, now.minus(AGE.multipliedBy(i).dividedBy(documents)))));
        lines.write('\n');
      }
      require(engine.sendLines("POST", "/" + name + "/_bulk", lines.toByteArray(), LIMIT));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    require(engine.send("POST", "/" + name + "/_refresh", LIMIT));
    return seconds;
  }

  private Map<String, Object> document(int i, Instant createdAt) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("messageId", "%020d".formatted(i));
    document.put("roomId", room.roomId());
    document.put("siteId", room.siteId());
    document.put("userId", "u-bench");
    document.put("userAccount", "bench");
    document.put("content", text(4 + random.nextInt(16)));
    document.put("createdAt", createdAt.toString());
    return document;
  }

  private String text(int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }

  /** Some words are said often, most seldom. */
  private String word() {
    double seldom = random.nextDouble();
    return spelled((int) (WORDS * seldom * seldom * seldom));
  }

  /** Three syllables each. */
  private static String spelled(int number) {
    String consonants = "bdfgklmnprstvz";
    String vowels = "aeiou";
    var word = new StringBuilder();
    int rest = number;
    for (int i = 0; i < 3; i++) {
      word.append(consonants.charAt(rest % 14));
      rest /= 14;
      word.append(vowels.charAt(rest % 5));
      rest /= 5;
    }
    return word.append(number % 10).toString();
  }

  /** What somebody might look for: a word, and the beginning of another. */
  synchronized String query() {
    String last = word();
    return word() + " " + last.substring(0, 4);
  }

  private static void require(SearchAnswer answer) {
    if (answer.status() != SearchAnswer.OK || answer.json().path("errors").asBoolean(false)) {
      throw new IllegalStateException("the engine refuses: " + answer.status());
    }
  }

  @Override
  public void close() {
    engine.send("DELETE", "/" + name, LIMIT);
    engine.close();
  }
}
