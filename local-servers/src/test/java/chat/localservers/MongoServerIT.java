package chat.localservers;

import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // servers are closed and started again
class MongoServerIT {

  @TempDir private Path temp;

  @Test
  void durable_stoppedAndRestarted_keepsAddressDataAndIndexes() throws Exception {
    try (var server = server("a", true)) {
      server.start();
      String uri = server.uri();
      ask(uri, MongoServerIT::fill);
      server.close();
      server.start();

      assertThat(server.uri()).isEqualTo(uri);
      List<Document> found =
          ask(uri, subs -> subs.find(eq("roomId", "r1")).into(new ArrayList<>()));
      assertThat(found).extracting(d -> d.getString("_id")).containsExactly("s1", "s2");
      Document members = ask(uri, subs -> subs.aggregate(membersOf("r1")).first());
      assertThat(members).containsEntry("names", List.of("Ann", "Bob"));
    }
  }

  @Test
  void killed_startsAgain() throws Exception {
    try (var server = server("a", true)) {
      server.start();
      server.kill();
      server.start();

      long count = ask(server.uri(), MongoCollection::countDocuments);
      assertThat(count).isZero();
    }
  }

  @Test
  void aggregation_withAndWithoutIndex_answersAlike() throws Exception {
    try (var server = server("a", false)) {
      server.start();
      ask(server.uri(), MongoServerIT::fill);
      Document indexed = ask(server.uri(), subs -> subs.aggregate(membersOf("r2")).first());
      ask(
          server.uri(),
          subs -> {
            subs.dropIndexes();
            return true;
          });

      Document scanned = ask(server.uri(), subs -> subs.aggregate(membersOf("r2")).first());

      assertThat(indexed).containsEntry("names", List.of("Ann")).isEqualTo(scanned);
    }
  }

  @Test
  void clausesWithinAnd_findTheSame_alsoWhenTheyNameAFieldTwice() throws Exception {
    try (var server = server("a", false)) {
      server.start();
      ask(server.uri(), MongoServerIT::fill);

      assertThat(ids(server, and(eq("roomId", "r1"), ne("_id", "s1")))).containsExactly("s2");
      assertThat(ids(server, and(eq("roomId", "r1"), eq("roomId", "r2")))).isEmpty();
      assertThat(ids(server, and(or(eq("_id", "s1"), eq("_id", "s2")), or(eq("roomId", "r1")))))
          .containsExactly("s1", "s2");
      long changed =
          ask(
              server.uri(),
              subs ->
                  subs.updateOne(and(eq("_id", "s2"), eq("roomId", "r1")), set("muted", true))
                      .getModifiedCount());
      assertThat(changed).isEqualTo(1);
      assertThat(ids(server, eq("muted", true))).containsExactly("s2");
      assertThat(ids(server, and(in("_id", "s1", "s2", "s3"), exists("muted"))))
          .containsExactly("s2");
      assertThat(ids(server, and(eq("_id", "s1"), exists("muted")))).isEmpty();
      assertThat(ids(server, and(gt("_id", "s1"), eq("name", "Ann")))).containsExactly("s3");
    }
  }

  @Test
  void aggregationWithOr_findsEachDocumentOnce() throws Exception {
    try (var server = server("a", false)) {
      server.start();
      ask(server.uri(), MongoServerIT::fill);
      Bson either = match(or(eq("roomId", "r1"), in("_id", "s1", "s2", "s9")));

      List<Document> found =
          ask(server.uri(), subs -> subs.aggregate(List.of(either)).into(new ArrayList<>()));

      assertThat(found).extracting(d -> d.getString("_id")).containsExactlyInAnyOrder("s1", "s2");
    }
  }

  private static List<String> ids(MongoServer server, Bson filter) throws Exception {
    List<Document> found = ask(server.uri(), subs -> subs.find(filter).into(new ArrayList<>()));
    return found.stream().map(d -> d.getString("_id")).sorted().toList();
  }

  @Test
  void portTaken_otherPortIsUsed() throws Exception {
    try (var stranger = server("a", false)) {
      stranger.start();
      int taken = Integer.parseInt(stranger.uri().replaceAll(".*:(\\d+)/.*", "$1"));
      try (var server =
          new MongoServer(
              ThisMachine.javaHomes().forServices(),
              ThisMachine.CHECKOUT.mongoNode(),
              temp.resolve("b"),
              "b",
              false,
              new KeptPorts(List.of(taken)))) {
        server.start();

        assertThat(server.uri()).isNotEqualTo(stranger.uri());
        assertThat(stranger.alive()).isTrue();
      }
    }
  }

  private static boolean fill(MongoCollection<Document> subs) {
    subs.createIndex(Indexes.ascending("roomId"));
    subs.insertMany(
        List.of(
            new Document("_id", "s1").append("roomId", "r1").append("name", "Ann"),
            new Document("_id", "s2").append("roomId", "r1").append("name", "Bob"),
            new Document("_id", "s3").append("roomId", "r2").append("name", "Ann")));
    return true;
  }

  /** The names of a room, gathered by a lookup from any one of its documents. */
  private static List<Document> membersOf(String room) {
    var sameRoom = Document.parse("{$match: {$expr: {$and: [{$eq: ['$roomId', '$$room']}]}}}");
    var lookup =
        new Document("from", "subs")
            .append("let", new Document("room", "$roomId"))
            .append("pipeline", List.of(sameRoom, Document.parse("{$sort: {_id: 1}}")))
            .append("as", "all");
    return List.of(
        new Document("$match", new Document("roomId", room)),
        Document.parse("{$limit: 1}"),
        new Document("$lookup", lookup),
        Document.parse("{$project: {_id: 0, names: '$all.name'}}"));
  }

  private static <T> T ask(String uri, Function<MongoCollection<Document>, T> question) {
    try (var client = MongoClients.create(uri)) {
      return question.apply(client.getDatabase("chat").getCollection("subs"));
    }
  }

  private MongoServer server(String name, boolean durable) throws Exception {
    return new MongoServer(
        ThisMachine.javaHomes().forServices(),
        ThisMachine.CHECKOUT.mongoNode(),
        temp.resolve(name),
        name,
        durable);
  }
}
