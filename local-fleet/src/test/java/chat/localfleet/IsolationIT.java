package chat.localfleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.client.ChatLogin;
import chat.localservers.LocalServers;
import chat.localservers.LoopbackPorts;
import chat.localservers.TestSite;
import chat.model.SubjectPatterns;
import chat.model.Subjects;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a token of auth-service reaches on a real server: every subject that the contract names, and
 * every one that the model can write, is tried, with Dora's token, as Erin and as herself. The
 * lists of 12 §6 say what must be let through; everything else must be refused by the server.
 */
@LocalServers
@Timeout(120)
class IsolationIT {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final String DORA = "dora";
  private static final String ERIN = "erin";
  private static final List<String> MAY_PUBLISH = List.of("chat.user.dora.>", "_INBOX.>");
  private static final List<String> MAY_SUBSCRIBE =
      List.of("chat.user.dora.>", "chat.room.>", "_INBOX.>");

  /**
   * Names of parameters of {@link Subjects} and {@link SubjectPatterns}, and what stands for them.
   */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "roomId", "r1",
          "orgId", "o1",
          "requestId", "0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d8",
          "siteId", "north",
          "destSiteId", "south",
          "originSiteId", "north",
          "type", "member_added",
          "stream", "ROOMS_north",
          "durable", "room-worker");

  /** Of 01 §4, defined and not served by us, and of the server itself. */
  private static final List<String> BESIDES =
      List.of(
          "chat.user.%s.request.rooms.create",
          "chat.user.%s.request.user.north.status.get",
          "chat.user.%s.request.user.north.subscription.getCurrent",
          "chat.user.%s.request.user.north.room.r1.subscription.get",
          "chat.user.%s.event.room.update",
          "chat.user.%s.event.room.metadata.update",
          "chat.user.%s.stream.msg",
          "chat.user.%s.inbox.x",
          "chat.user.%s",
          "chat.user.%s.x.y.z",
          "chat.room.r1.event.metadata.update",
          "chat.room.r1.stream.msg",
          "chat.room",
          "chat.server.response.x",
          "chat.server.x",
          "chat",
          "_INBOX.somebody.x",
          "_INBOX",
          "$JS.API.INFO",
          "$JS.API.STREAM.NAMES",
          "$JS.API.STREAM.MSG.GET.ROOMS_north",
          "$JS.API.STREAM.DELETE.ROOMS_north",
          "$JS.API.STREAM.PURGE.ROOMS_north",
          "$JS.API.CONSUMER.CREATE.MESSAGES_north",
          "$JS.API.CONSUMER.MSG.NEXT.MESSAGES_CANONICAL_north.message-worker",
          "$JS.ACK.ROOMS_north.room-worker.1.1.1.1.1",
          "$JS.north.API.INFO",
          "$SYS.REQ.SERVER.PING",
          "$SYS.REQ.ACCOUNT.PING.CONNZ",
          "$KV.x.y",
          "dora",
          "x");

  private static final List<String> WIDE =
      List.of(
          ">",
          "*",
          "*.>",
          "chat.>",
          "chat.*.>",
          "chat.user.>",
          "chat.user.*",
          "chat.user.*.>",
          "chat.user.*.event.>",
          "chat.user.*.event.room.key",
          "chat.user.*.inbox.>",
          "chat.user.*.response.>",
          "chat.server.>",
          "chat.msg.>",
          "chat.inbox.>",
          "outbox.>",
          "chat.*.dora.>",
          "*.user.dora.>",
          "$JS.>",
          "$JS.API.>",
          "$JS.ACK.>",
          "$SYS.>",
          "$KV.>",
          "*.*",
          "_INBOX.*",
          "chat.room.*",
          "chat.room.*.event",
          "chat.room.canonical.>");

  private final TestSite site;
  private final Set<String> violations = new ConcurrentSkipListSet<>();
  private final Set<String> heard = new ConcurrentSkipListSet<>();
  private ServiceContext auth;
  private Connection fleet;
  private Connection dora;

  IsolationIT(TestSite site) {
    this.site = site;
  }

  /** The server's own words are all that is known of a refusal. */
  private record Complaints(Set<String> violations) implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      if (error.toLowerCase(Locale.ROOT).startsWith("permissions violation")) {
        String[] quoted = error.split("\"");
        violations.add(quoted[1].toLowerCase(Locale.ROOT));
      }
    }
  }

  @BeforeEach
  void connect() throws Exception {
    int port = LoopbackPorts.free(1).getFirst();
    auth =
        chat.authservice.Main.start(
            new Env(
                Map.of(
                    "AUTH_SIGNING_KEY",
                    site.operator().accountSeed(),
                    "DEV_MODE",
                    "true",
                    "LISTEN_HOST",
                    "127.0.0.1",
                    "PORT",
                    Integer.toString(port)),
                WAIT,
                Clock.systemUTC()));
    URI address = URI.create("http://127.0.0.1:" + port);
    fleet =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .noEcho()
                .build());
    dora =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(ChatLogin.asDeveloper(address, DORA, Clock.systemUTC()))
                .errorListener(new Complaints(violations))
                .noEcho()
                .build());
  }

  @AfterEach
  void close() throws Exception {
    dora.close();
    fleet.close();
    auth.close();
  }

  @Test
  void publishing_isRefusedForEverySubject_thatTheListsDoNotName() throws Exception {
    byte[] mark = "from dora".getBytes(StandardCharsets.UTF_8);
    Dispatcher witness =
        fleet.createDispatcher(
            message -> {
              if (Arrays.equals(mark, message.getData())) {
                heard.add(message.getSubject());
              }
            });
    witness.subscribe(">");
    fleet.flush(WAIT);
    Set<String> subjects = subjects();
    for (String subject : subjects) {
      dora.publish(subject, mark);
    }
    dora.flush(WAIT);

    Set<String> allowed = matching(subjects, MAY_PUBLISH);
    await()
        .atMost(WAIT)
        .untilAsserted(() -> assertThat(violations).isEqualTo(lower(without(subjects, allowed))));
    fleet.flush(WAIT);
    await().atMost(WAIT).untilAsserted(() -> assertThat(heard).isEqualTo(allowed));
  }

  @Test
  void subscribing_isRefusedForEverySubject_thatTheListsDoNotName() throws Exception {
    Set<String> subjects = subjects();
    Set<String> asked = new TreeSet<>(subjects);
    asked.addAll(patterns());
    asked.addAll(WIDE);
    Dispatcher listening = dora.createDispatcher(message -> heard.add(message.getSubject()));
    asked.forEach(listening::subscribe);
    asked.forEach(subject -> listening.subscribe(subject, "room-service"));
    dora.flush(WAIT);

    Set<String> allowed = matching(asked, MAY_SUBSCRIBE);
    await()
        .atMost(WAIT)
        .untilAsserted(() -> assertThat(violations).isEqualTo(lower(without(asked, allowed))));
    for (String subject : subjects) {
      if (!subject.startsWith("$")) { // those are answered by the server
        fleet.publish(subject, new byte[0]);
      }
    }
    fleet.flush(WAIT);
    dora.flush(WAIT);
    Set<String> mayHear = matching(subjects, MAY_SUBSCRIBE);
    await().atMost(WAIT).untilAsserted(() -> assertThat(heard).containsAll(mayHear));
    assertThat(heard).isEqualTo(mayHear);
  }

  @Test
  void theModelsSubjects_areAllAmongThoseTried() throws Exception {
    assertThat(subjects())
        .contains(
            Subjects.roomKey(ERIN),
            Subjects.send(ERIN, "r1", "north"),
            Subjects.messageCreated("north"),
            Subjects.getKey(DORA, "r1", "north"))
        .hasSizeGreaterThan(90);
    assertThat(patterns()).hasSizeGreaterThan(25);
  }

  /**
   * Every subject of the contract, every one that the model can write, as Erin and as Dora, and
   * those beside it.
   */
  private static Set<String> subjects() throws Exception {
    Set<String> subjects = new TreeSet<>();
    for (String account : List.of(ERIN, DORA)) {
      subjects.addAll(written(Subjects.class, account));
      subjects.addAll(ContractSubjects.of(account));
      BESIDES.forEach(subject -> subjects.add(subject.formatted(account)));
    }
    return subjects;
  }

  /** Every subscription that a service or a tool makes. */
  private static Set<String> patterns() throws Exception {
    return written(SubjectPatterns.class, ERIN).stream()
        .map(SubjectPatterns::wildcard)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> written(Class<?> holder, String account) throws Exception {
    Set<String> subjects = new TreeSet<>();
    for (Method method : holder.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && !method.getName().equals("wildcard")) {
        for (List<Object> arguments : combinations(method, account)) {
          Object written = method.invoke(null, arguments.toArray());
          Stream.of(written)
              .flatMap(w -> w instanceof Collection<?> many ? many.stream() : Stream.of(w))
              .forEach(w -> subjects.add((String) w));
        }
      }
    }
    return subjects;
  }

  private static List<List<Object>> combinations(Method method, String account) {
    List<List<Object>> all = List.of(List.of());
    for (Parameter parameter : method.getParameters()) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> start : all) {
        for (Object value : values(parameter, account)) {
          longer.add(Stream.concat(start.stream(), Stream.of(value)).toList());
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<Object> values(Parameter parameter, String account) {
    if (parameter.getType().isEnum()) {
      return List.of(parameter.getType().getEnumConstants());
    }
    String value =
        parameter.getName().equals("account") ? account : EXAMPLES.get(parameter.getName());
    assertThat(value).as("an example of %s", parameter).isNotNull();
    return List.of(value);
  }

  private static Set<String> matching(Set<String> subjects, List<String> lists) {
    return subjects.stream()
        .filter(subject -> lists.stream().anyMatch(list -> covers(list, subject)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All the lists end in {@code >}: one or more tokens after the rest. */
  private static boolean covers(String list, String subject) {
    String start = list.substring(0, list.length() - 1);
    return subject.startsWith(start) && subject.length() > start.length();
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static Set<String> lower(Set<String> subjects) {
    return subjects.stream()
        .map(s -> s.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
