package chat.localservers;

import chat.localservers.Federation.Remote;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.Source;
import io.nats.client.api.SourceInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the sources of one site's INBOX. When another site was away, the server tries to
 * reach it again at growing intervals of up to two minutes; this component takes the source away
 * and adds it again as soon as the other site answers. The source then goes on behind the last
 * event it stored. Part of operations, never of a service.
 */
public final class SourceWaker implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SourceWaker.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  /** A live source hears from its origin every few seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(12);

  /** A source that was added a moment ago has heard nothing yet, either. */
  private static final int ROUNDS_LEFT_ALONE = 5;

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Connection local;
  private final String inbox;
  private final Map<Remote, Source> sources = new HashMap<>();
  private final Map<Remote, Integer> leftAlone = new HashMap<>();
  private final Set<Remote> away = new HashSet<>();
  private final Thread thread;

  /**
   * Begins to look.
   *
   * @param local to the site's JetStream server; stays open when this is closed
   * @param remotes other sites, each with a domain of its own
   */
  public SourceWaker(Connection local, String siteId, List<Remote> remotes) {
    this.local = local;
    inbox = Federation.inboxName(siteId);
    remotes.forEach(remote -> sources.put(remote, Federation.source(siteId, remote)));
    thread = Thread.ofVirtual().name("source-waker-" + siteId).start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        look();
      }
    } catch (InterruptedException _) { // closed
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    for (var source : sources.entrySet()) {
      try {
        look(source.getKey(), source.getValue());
      } catch (IOException | JetStreamApiException e) { // the site's own server is away
        LOG.log(Level.DEBUG, "cannot look after " + inbox, e);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "cannot look after " + inbox, e);
      }
    }
  }

  private void look(Remote remote, Source source) throws IOException, JetStreamApiException {
    int rounds = leftAlone.merge(remote, -1, Integer::sum);
    if (!answers(remote)) {
      away.add(remote);
      return;
    }
    boolean back = away.remove(remote);
    // an absence between two looks shows by the silence only
    if (back || (rounds < 0 && asleep(remote))) {
      addAgain(source);
      leftAlone.put(remote, ROUNDS_LEFT_ALONE);
      LOG.log(Level.INFO, "woke the source of {0} from {1}", inbox, remote.siteId());
    }
  }

  private boolean asleep(Remote remote) throws IOException, JetStreamApiException {
    StreamInfo info = local.jetStreamManagement().getStreamInfo(inbox);
    List<SourceInfo> infos = info.getSourceInfos();
    return infos == null
        || infos.stream()
            .filter(source -> source.getName().equals("OUTBOX_" + remote.siteId()))
            .noneMatch(source -> awake(source.getActive()));
  }

  /**
   * Whether a source heard from its origin.
   *
   * @param active how long ago; null or negative = never
   */
  static boolean awake(@Nullable Duration active) {
    return active != null && !active.isNegative() && active.compareTo(SILENCE) <= 0;
  }

  private boolean answers(Remote remote) throws IOException {
    try {
      var options = JetStreamOptions.builder().domain(remote.domain()).requestTimeout(PATIENCE);
      local.jetStreamManagement(options.build()).getStreamInfo("OUTBOX_" + remote.siteId());
      return true;
    } catch (IOException | JetStreamApiException _) {
      return false;
    }
  }

  /** Also adds a source that is missing, as after a crash between the two updates. */
  private void addAgain(Source source) throws IOException, JetStreamApiException {
    JetStreamManagement management = local.jetStreamManagement();
    StreamConfiguration now = management.getStreamInfo(inbox).getConfiguration();
    List<Source> others = new ArrayList<>();
    if (now.getSources() != null) {
      others.addAll(now.getSources());
    }
    others.removeIf(other -> other.getSourceName().equals(source.getSourceName()));
    management.updateStream(StreamConfiguration.builder(now).sources(others).build());
    others.add(source);
    management.updateStream(StreamConfiguration.builder(now).sources(others).build());
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(STOP_LIMIT)) {
        LOG.log(Level.WARNING, "the waker of {0} did not end in time", inbox);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
