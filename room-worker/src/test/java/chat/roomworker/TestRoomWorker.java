package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.Json;
import chat.model.RoomJob;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomkeystore.InMemoryRoomKeyStore;
import chat.roomkeystore.RoomKeyStore;
import chat.roomkeystore.TestClock;
import chat.runtime.CorePublisher;
import chat.runtime.Delivery;
import chat.runtime.NumberedCalls;
import chat.runtime.Outcome;
import chat.runtime.StreamPublisher;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The service's jobs, wired as {@link Main} does it, on fakes instead of servers: site-a. */
final class TestRoomWorker {
  static final String REQUEST_ID = "0199c0de-7b1a-7f00-8a4e-5d2f9b6c1e34";
  static final int MAX_DELIVER = 5;
  static final RoomKeyPair PAIR = RoomCrypto.best().newKeyPair();

  final Documents site = new Documents();
  final TestClock clock = new TestClock();
  final InMemoryRoomKeyStore keys = new InMemoryRoomKeyStore(Duration.ofHours(24), clock);
  final RecordedTraffic traffic = new RecordedTraffic();
  final InMemoryJobJournal journal = new InMemoryJobJournal();
  final InMemoryMembershipMarks marks = new InMemoryMembershipMarks();
  final Map<String, String> environment =
      new HashMap<>(Map.of("SITE_ID", "site-a", "VALKEY_ADDRS", "nowhere:1"));
  Stores stores =
      new Stores(
          new InMemoryUserStore(site),
          new InMemoryRoomStore(site),
          new InMemorySubscriptionStore(site),
          new InMemoryMemberRowStore(site),
          journal,
          marks);
  RoomKeyStore keyStore = keys;
  CorePublisher core = traffic;
  StreamPublisher streams = traffic;
  private long sequence = 100;

  /** Nobody else is there. */
  private static final class Alone implements RoomLease {
    @Override
    public <T> T holding(String roomId, Callable<T> work) throws Exception {
      return work.call();
    }
  }

  /** Everything that the jobs call outside of themselves is counted. */
  void count(NumberedCalls calls) {
    stores =
        new Stores(
            calls.of(UserStore.class, stores.users()),
            calls.of(RoomStore.class, stores.rooms()),
            calls.of(SubscriptionStore.class, stores.subscriptions()),
            calls.of(MemberRowStore.class, stores.rows()),
            calls.of(JobJournal.class, stores.journal()),
            calls.of(MembershipMarks.class, stores.marks()));
    keyStore = calls.of(RoomKeyStore.class, keyStore);
    core = calls.of(CorePublisher.class, core);
    streams = calls.of(StreamPublisher.class, streams);
  }

  Operations operations() {
    return new Operations(
        Config.from(environment),
        stores,
        keyStore,
        new Operations.Surroundings(
            core,
            streams,
            new Alone(),
            RoomCrypto.best(),
            OpenTelemetry.noop().getMeter("test"),
            clock));
  }

  /** The first delivery of a job at the next place of the stream. */
  Delivery job(RoomJob job, @Nullable String requestId, String body) {
    return new Delivery(
        Subjects.roomJob("site-a", job), body.getBytes(UTF_8), requestId, ++sequence, 1);
  }

  Delivery job(RoomJob job, Record body) {
    return job(job, REQUEST_ID, new String(Json.write(body), UTF_8));
  }

  /** The next delivery of the same. */
  static Delivery again(Delivery job) {
    return new Delivery(
        job.subject(), job.body(), job.requestId(), job.sequence(), job.attempt() + 1);
  }

  /** A copy at the next place of the stream. */
  Delivery copy(Delivery job) {
    return new Delivery(job.subject(), job.body(), job.requestId(), ++sequence, 1);
  }

  static Delivery last(Delivery job) {
    return new Delivery(job.subject(), job.body(), job.requestId(), job.sequence(), MAX_DELIVER);
  }

  /** As a process that was started for it, which settles what it can. */
  Outcome run(Delivery delivery) {
    RoomJobs jobs = operations().jobs();
    try {
      Outcome outcome = jobs.handle(delivery);
      if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Reject) {
        jobs.settled(delivery);
      }
      return outcome;
    } catch (Exception e) {
      return new Outcome.Retry(e.toString());
    }
  }

  /** The job's result as the requester gets it. */
  String result() {
    return traffic.one("chat.user.dora.response." + REQUEST_ID).body();
  }

  String ok(String operation, String roomId) {
    return "{\"requestId\":\"%s\",\"operation\":\"%s\",\"status\":\"ok\",\"roomId\":\"%s\",\"timestamp\":%d}"
        .formatted(REQUEST_ID, operation, roomId, clock.millis());
  }

  String failed(String operation, String roomId, String error) {
    return ("{\"requestId\":\"%s\",\"operation\":\"%s\",\"status\":\"error\",\"roomId\":\"%s\","
            + "\"error\":\"%s\",\"timestamp\":%d}")
        .formatted(REQUEST_ID, operation, roomId, error.replace("\"", "\\\""), clock.millis());
  }
}
