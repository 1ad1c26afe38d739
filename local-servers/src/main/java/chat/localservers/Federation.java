package chat.localservers;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.Source;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.SubjectTransform;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a site (contract 01 §5.1, 13 A5), as operations create them: with the sources that
 * carry events from the other sites' OUTBOX into this site's INBOX. Services never do this.
 */
public final class Federation {

  private static final int NOT_FOUND = 404;

  /**
   * Another site.
   *
   * @param domain its JetStream domain; null when its streams live on the same server
   */
  public record Remote(String siteId, @Nullable String domain) {}

  private Federation() {}

  /** All streams of the site; its INBOX sources the remotes. */
  public static List<StreamConfiguration> streams(String siteId, List<Remote> remotes) {
    return List.of(
        stream("MESSAGES_" + siteId, "chat.user.*.room.*." + siteId + ".msg.>").build(),
        stream("MESSAGES_CANONICAL_" + siteId, "chat.msg.canonical." + siteId + ".>").build(),
        stream("ROOMS_" + siteId, "chat.room.canonical." + siteId + ".>").build(),
        stream("OUTBOX_" + siteId, "outbox." + siteId + ".>").build(),
        inbox(siteId, remotes),
        stream("DEADLETTER_" + siteId, "deadletter." + siteId + ".>").build(),
        stream("DEADLETTER_ADVISORIES_" + siteId, advisories(siteId)).build());
  }

  /** What the server says about the site's messages that reached their last delivery. */
  private static String[] advisories(String siteId) {
    return Stream.of("MESSAGES_", "MESSAGES_CANONICAL_", "ROOMS_", "INBOX_")
        .map(kind -> "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + kind + siteId + ".*")
        .toArray(String[]::new);
  }

  static String inboxName(String siteId) {
    return "INBOX_" + siteId;
  }

  private static StreamConfiguration inbox(String siteId, List<Remote> remotes) {
    String lanes = "chat.inbox." + siteId;
    return stream(inboxName(siteId), lanes + ".*", lanes + ".aggregate.>")
        .sources(remotes.stream().map(remote -> source(siteId, remote)).toList())
        .build();
  }

  /** What carries the remote's events for the site into its INBOX. */
  static Source source(String siteId, Remote remote) {
    // is the filter as well; a filter subject beside it would be refused
    var transform =
        SubjectTransform.builder()
            .source("outbox." + remote.siteId() + ".to." + siteId + ".>")
            .destination("chat.inbox." + siteId + ".aggregate.>")
            .build();
    var source =
        Source.builder().sourceName("OUTBOX_" + remote.siteId()).subjectTransforms(transform);
    if (remote.domain() != null) {
      source.domain(remote.domain());
    }
    return source.build();
  }

  private static StreamConfiguration.Builder stream(String name, String... subjects) {
    return StreamConfiguration.builder()
        .name(name)
        .subjects(subjects)
        .storageType(StorageType.File);
  }

  /**
   * Creates the streams that are absent and leaves the others as they are: an update with name and
   * subjects alone would wipe the sources of an INBOX.
   */
  public static void ensure(JetStreamManagement management, List<StreamConfiguration> streams)
      throws IOException, JetStreamApiException {
    for (StreamConfiguration stream : streams) {
      if (!exists(management, stream.getName())) {
        management.addStream(stream);
      }
    }
  }

  private static boolean exists(JetStreamManagement management, String name)
      throws IOException, JetStreamApiException {
    try {
      management.getStreamInfo(name);
      return true;
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
