package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.model.Ids;
import chat.model.KeyEnsureReply;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalServers
class RequestRouterIT {
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final List<ServiceContext> services = new ArrayList<>();
  private final List<RequestRouter> routers = new ArrayList<>();
  private final Ids ids = new Ids(Clock.systemUTC());
  private final TestSite site;
  private NatsConnection nats;
  private ServiceContext service;

  RequestRouterIT(TestSite site) {
    this.site = site;
  }

  @BeforeEach
  void connect() throws Exception {
    service = start();
    nats = service.connectNats(config());
  }

  @AfterEach
  void stop() {
    services.forEach(ServiceContext::close);
  }

  private ServiceContext start() throws Exception {
    var env = new Env(Map.of(), Duration.ofSeconds(5), Clock.systemUTC());
    ServiceContext started = ServiceContext.start("test", env, new ProcessConfig(""), s -> {});
    services.add(started);
    return started;
  }

  private NatsConfig config() {
    return new NatsConfig(
        site.natsUrl(), site.natsCreds().toString(), "test", "chat.server.response");
  }

  private RequestRouter router(RequestIds rule) throws Exception {
    ServiceContext own = start();
    var router =
        new RequestRouter(
            own.connectNats(config()), "test", rule, own.threads(), own.telemetry(), ids);
    routers.add(router);
    return router;
  }

  private String subject(String action) {
    return "chat.user.{account}.request.room.{roomID}." + site.siteId() + "." + action;
  }

  private String ask(String action, Headers headers, String body) throws Exception {
    Message reply =
        nats.client()
            .request(
                NatsMessage.builder()
                    .subject("chat.user.dora.request.room.r1." + site.siteId() + "." + action)
                    .headers(headers)
                    .data(body.getBytes(StandardCharsets.UTF_8))
                    .build(),
                WAIT);
    assertThat(reply.getHeaders()).as("replies carry no headers").isNull();
    return new String(reply.getData(), StandardCharsets.UTF_8);
  }

  @Test
  void handler_getsParametersBodyAndRequestId() throws Exception {
    router(RequestIds.VERBATIM)
        .on(
            subject("echo"),
            r ->
                Reply.refuse(
                    r.account()
                        + " "
                        + r.roomId()
                        + " "
                        + r.requestId()
                        + " "
                        + new String(r.body(), StandardCharsets.UTF_8)));

    assertThat(ask("echo", new Headers().put("X-Request-ID", "not a uuid"), "hello"))
        .isEqualTo("{\"error\":\"dora r1 not a uuid hello\"}");
  }

  @Test
  void accountOfOtherLetters_isReadAsItIs() throws Exception {
    router(RequestIds.VERBATIM).on(subject("who"), r -> Reply.refuse(r.account()));

    Message reply =
        nats.client()
            .request("chat.user.ünï.request.room.r1." + site.siteId() + ".who", new byte[0], WAIT);

    assertThat(new String(reply.getData(), StandardCharsets.UTF_8))
        .isEqualTo("{\"error\":\"ünï\"}");
  }

  @Test
  void success_isTheResultAsJson() throws Exception {
    router(RequestIds.VERBATIM).on(subject("ok"), r -> Reply.success(new KeyEnsureReply("r1", 3)));

    assertThat(ask("ok", new Headers(), "")).isEqualTo("{\"roomId\":\"r1\",\"version\":3}");
  }

  @Test
  void malformedRequestId_isReplacedWhereTheServiceMintsThem() throws Exception {
    router(RequestIds.MINT).on(subject("id"), r -> Reply.refuse(String.valueOf(r.requestId())));
    String valid = "7D1F0C52-0b1e-4a6e-9a51-3c1f2e8b9d04";

    assertThat(ask("id", new Headers().put("X-Request-ID", valid), "")).contains(valid);
    assertThat(ask("id", new Headers().put("X-Request-ID", "nonsense"), ""))
        .doesNotContain("nonsense");
    assertThat(ask("id", new Headers(), "")).doesNotContain("null");
  }

  @Test
  void uncaughtException_isAnsweredWithoutItsCauseAndTheNextRequestSucceeds() throws Exception {
    router(RequestIds.VERBATIM)
        .on(
            subject("crash"),
            r -> {
              if (r.body().length == 0) {
                throw new IllegalStateException("secret detail");
              }
              return Reply.refuse("fine");
            });

    assertThat(ask("crash", new Headers(), "")).isEqualTo("{\"error\":\"internal error\"}");
    assertThat(ask("crash", new Headers(), "x")).isEqualTo("{\"error\":\"fine\"}");
  }

  @Test
  void replyThatIsTooLarge_isAnsweredWithAnError() throws Exception {
    router(RequestIds.VERBATIM).on(subject("big"), r -> Reply.refuse("x".repeat(2_000_000)));

    assertThat(ask("big", new Headers(), "")).isEqualTo("{\"error\":\"internal error\"}");
  }

  @Test
  void parallelRequests_areAnsweredOnceEachOverAllInstances() throws Exception {
    Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    for (int instance = 0; instance < 3; instance++) {
      var counter = answers.computeIfAbsent(instance, i -> new AtomicInteger());
      router(RequestIds.VERBATIM)
          .on(
              subject("many"),
              r -> {
                counter.incrementAndGet();
                return Reply.refuse("ok");
              });
    }
    nats.client().flush(WAIT);
    List<CompletableFuture<Message>> replies = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      replies.add(
          nats.client()
              .request("chat.user.dora.request.room.r1." + site.siteId() + ".many", new byte[0]));
    }
    for (CompletableFuture<Message> reply : replies) {
      assertThat(new String(reply.get().getData(), StandardCharsets.UTF_8))
          .isEqualTo("{\"error\":\"ok\"}");
    }
    assertThat(answers.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(300);
    assertThat(answers.values()).allSatisfy(n -> assertThat(n.get()).isPositive());
  }

  @Test
  void drainedRouter_answersWhatArrivedAndNothingMore() throws Exception {
    RequestRouter router =
        router(RequestIds.VERBATIM).on(subject("drain"), r -> Reply.refuse("ok"));
    assertThat(ask("drain", new Headers(), "")).contains("ok");
    router.drain(WAIT);

    var publisher = new NatsPublisher(nats);
    assertThat(
            publisher.request(
                "chat.user.dora.request.room.r1." + site.siteId() + ".drain",
                null,
                new byte[0],
                WAIT))
        .isInstanceOf(Requester.Answer.NoResponders.class);
  }

  @Test
  void requester_tellsSilenceFromAbsence() throws Exception {
    var publisher = new NatsPublisher(nats);
    nats.client().createDispatcher(m -> {}).subscribe("silent." + site.siteId());
    nats.client().flush(WAIT);

    assertThat(
            publisher.request(
                "silent." + site.siteId(), "rid", new byte[0], Duration.ofMillis(100)))
        .isInstanceOf(Requester.Answer.TimedOut.class);
    assertThat(
            publisher.request(
                "absent." + site.siteId(), "rid", new byte[0], Duration.ofMillis(500)))
        .isInstanceOf(Requester.Answer.NoResponders.class);
  }
}
