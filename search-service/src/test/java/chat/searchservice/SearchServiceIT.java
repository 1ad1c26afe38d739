package chat.searchservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.SiteNumber;
import chat.localservers.TestSite;
import chat.runtime.Env;
import chat.runtime.Secret;
import chat.runtime.ServiceContext;
import chat.stores.MongoConfig;
import chat.stores.MongoConnection;
import chat.stores.SearchAnswer;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real servers, with the indices of another site searched from this one. */
@LocalServers
class SearchServiceIT {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.now();

  private static TestSite site;
  private static TestSite other;
  private static SearchConnection engine;
  private static SearchConnection otherEngine;
  private static MongoConnection mongo;
  private static Connection client;
  private static ServiceContext service;

  @BeforeAll
  static void start(TestSite given, @SiteNumber(2) TestSite remote) throws Exception {
    site = given;
    other = remote;
    engine = connect(site);
    otherEngine = connect(other);
    mongo =
        MongoConnection.open(
            new MongoConfig(new Secret(site.mongoUri()), site.mongoDb(), "", new Secret("")));
    client =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
    joinEngines();
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("SEARCH_URL", site.searchUrl());
    env.put("SEARCH_BACKEND", "opensearch");
    env.put("SEARCH_USER_ROOM_INDEX", userRoom());
    env.put("SEARCH_SPOTLIGHT_INDEX", spotlight());
    env.put("SEARCH_METRICS_ADDR", "127.0.0.1:0");
    env.put("VALKEY_ADDRS", site.valkeyAddress());
    env.put("MONGO_URI", site.mongoUri());
    env.put("MONGO_DB", site.mongoDb());
    env.put("USERS_API_URL", "http://127.0.0.1:1");
    service = Main.start(new Env(env, Duration.ofSeconds(30), Clock.systemUTC()));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    put("/_cluster/settings", remote("null", "null"));
    client.close();
    mongo.close();
    otherEngine.close();
    engine.close();
  }

  private static SearchConnection connect(TestSite at) {
    return SearchConnection.open(
        new SearchConfig(new Secret(at.searchUrl()), "", new Secret(""), false));
  }

  private static String userRoom() {
    return "user-room-mv-" + site.siteId();
  }

  private static String spotlight() {
    return "spotlight-" + site.siteId() + "-v1";
  }

  /** As operators do; the address is the one that the other engine tells of itself. */
  private static void joinEngines() {
    JsonNode nodes =
        otherEngine.send("GET", "/_nodes/_local/transport", LIMIT).json().path("nodes");
    String address = nodes.iterator().next().at("/transport/publish_address").asString();
    put("/_cluster/settings", remote("\"proxy\"", "\"" + address + "\""));
  }

  private static String remote(String mode, String address) {
    return "{\"persistent\":{\"cluster.remote.it.mode\":%s,\"cluster.remote.it.proxy_address\":%s}}"
        .formatted(mode, address);
  }

  private static void put(String path, String body) {
    put(engine, path, body);
  }

  private static void put(SearchConnection at, String path, String body) {
    SearchAnswer answer = at.sendJson("PUT", path, body.getBytes(StandardCharsets.UTF_8), LIMIT);
    assertThat(answer.status()).as(new String(answer.body())).isBetween(200, 201);
  }

  private static void document(
      SearchConnection at, TestSite of, String id, String room, String more) {
    put(
        at,
        "/messages-%s-v1-2026-01/_doc/%s?refresh=true".formatted(of.siteId(), id),
        ("{\"messageId\":\"%s\",\"roomId\":\"%s\",\"siteId\":\"%s\",\"userAccount\":\"mina\","
                + "\"content\":\"axolotl pond\"%s}")
            .formatted(id, room, of.siteId(), more));
  }

  private static String created(Duration age) {
    return ",\"createdAt\":\"" + NOW.minus(age) + "\"";
  }

  private static JsonNode ask(String account, String area, String body) throws Exception {
    var reply =
        client.request(
            "chat.user." + account + ".request.search." + area,
            body.getBytes(StandardCharsets.UTF_8),
            LIMIT);
    return JSON.readTree(reply.getData());
  }

  private static List<String> found(String account, String body) throws Exception {
    JsonNode reply = ask(account, "messages", body);
    return reply
        .path("messages")
        .valueStream()
        .map(hit -> hit.path("messageId").asString())
        .toList();
  }

  @Test
  void messages_areFoundByWhoMayReadThem_atBothSites() throws Exception {
    String kenji = "kenji-" + site.siteId();
    assertThat(ask(kenji, "messages", "{\"query\":\"axol\"}").toString())
        .isEqualTo("{\"messages\":[],\"total\":0}");
    put(
        "/" + userRoom(),
        "{\"mappings\":{\"dynamic\":false,\"properties\":{\"rooms\":{\"type\":\"keyword\"}}}}");
    for (String index :
        List.of(
            "/messages-" + site.siteId() + "-v1-2026-01",
            "/messages-" + other.siteId() + "-v1-2026-01")) {
      put(
          index.contains(other.siteId()) ? otherEngine : engine,
          index,
          "{\"mappings\":{\"properties\":{\"roomId\":{\"type\":\"keyword\"},\"createdAt\":{\"type\":\"date\"},"
              + "\"threadParentMessageId\":{\"type\":\"keyword\"},\"threadParentMessageCreatedAt\":{\"type\":\"date\"},"
              + "\"tshow\":{\"type\":\"boolean\"},\"content\":{\"type\":\"text\"}}}}");
    }
    long since = NOW.minus(Duration.ofHours(5)).toEpochMilli();
    String olga = "olga-" + site.siteId();
    put(
        "/" + userRoom() + "/_doc/" + olga + "?refresh=true",
        "{\"rooms\":[\"open\",\"far\"],\"restrictedRooms\":{\"late\":%d}}".formatted(since));
    document(engine, site, "m1", "open", created(Duration.ofHours(9)));
    document(engine, site, "m2", "secret", created(Duration.ofHours(1)));
    document(engine, site, "m3", "late", created(Duration.ofHours(9)));
    document(engine, site, "m4", "late", created(Duration.ofHours(1)));
    document(
        engine,
        site,
        "m5",
        "late",
        created(Duration.ofHours(1))
            + ",\"threadParentMessageId\":\"p\",\"threadParentMessageCreatedAt\":\""
            + NOW.minus(Duration.ofHours(9))
            + "\"");
    document(
        engine,
        site,
        "m6",
        "late",
        created(Duration.ofHours(1)) + ",\"threadParentMessageId\":\"p\",\"tshow\":true");
    document(engine, site, "m7", "open", created(Duration.ofDays(400)));
    document(otherEngine, other, "m8", "far", created(Duration.ofHours(2)));

    assertThat(found(olga, "{\"query\":\"axol\"}"))
        .containsExactlyInAnyOrder("m1", "m4", "m6", "m8");
    assertThat(found(olga, "{\"query\":\"pond axol\",\"roomIds\":[\"late\",\"secret\"]}"))
        .containsExactlyInAnyOrder("m4", "m6");
    assertThat(found(olga, "{\"query\":\"axol pond\",\"roomIds\":[\"secret\"]}")).isEmpty();
    assertThat(found(kenji, "{\"query\":\"axol\"}")).isEmpty();
  }

  @Test
  void rooms_areTheRequestersOwn() throws Exception {
    put(
        "/" + spotlight() + "/_doc/1?refresh=true",
        "{\"userAccount\":\"ann\",\"roomId\":\"r\",\"roomName\":\"night\",\"roomType\":\"channel\","
            + "\"siteId\":\"s\",\"joinedAt\":\"2026-01-01T00:00:00Z\"}");
    assertThat(ask("ann", "rooms", "{\"query\":\"nig\"}").toString())
        .isEqualTo(
            "{\"rooms\":[{\"roomId\":\"r\",\"name\":\"night\",\"roomType\":\"channel\",\"siteId\":\"s\"}]}");
    assertThat(ask("ben", "rooms", "{\"query\":\"nig\"}").toString()).isEqualTo("{\"rooms\":[]}");
  }

  @Test
  void apps_areFoundByAPartOfTheirName_inOrder() throws Exception {
    mongo
        .database()
        .getCollection("apps")
        .insertMany(
            List.of(
                new Document("_id", "2").append("name", "b C++ (beta)"),
                new Document("_id", "1").append("name", "a c++ (beta)"),
                new Document("_id", "3")
                    .append("name", "c C++ (beta)")
                    .append("assistant", new Document("enabled", true).append("name", "c.bot"))));
    JsonNode all = ask("ann", "apps", "{\"query\":\"C++ (\"}");
    assertThat(all.path("apps").valueStream().map(app -> app.path("id").asString()))
        .containsExactly("1", "2", "3");
    JsonNode second = ask("ann", "apps", "{\"query\":\"C++ (\",\"size\":1,\"offset\":1}");
    assertThat(second.at("/apps/0/id").asString()).isEqualTo("2");
    JsonNode enabled = ask("ann", "apps", "{\"query\":\"c+\",\"assistantEnabled\":true}");
    assertThat(enabled.path("apps").size()).isEqualTo(1);
    assertThat(enabled.at("/apps/0/id").asString()).isEqualTo("3");
  }

  @Test
  void failures_areAnswered() throws Exception {
    assertThat(ask("ann", "users", "{\"query\":\"x\"}").toString())
        .isEqualTo("{\"error\":\"user search backend unavailable\",\"code\":\"internal\"}");
    assertThat(ask("ann", "messages", "{").toString())
        .isEqualTo("{\"error\":\"invalid request payload\"}");
  }
}
