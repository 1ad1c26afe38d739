package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import chat.localservers.Federation.Remote;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FederationTest {

  @Test
  void streams_haveNamesAndSubjectsOfTheContract() {
    Map<String, List<String>> streams =
        Federation.streams("s1", List.of()).stream()
            .collect(
                Collectors.toMap(StreamConfiguration::getName, StreamConfiguration::getSubjects));

    assertThat(streams)
        .containsOnly(
            Map.entry("MESSAGES_s1", List.of("chat.user.*.room.*.s1.msg.>")),
            Map.entry("MESSAGES_CANONICAL_s1", List.of("chat.msg.canonical.s1.>")),
            Map.entry("ROOMS_s1", List.of("chat.room.canonical.s1.>")),
            Map.entry("OUTBOX_s1", List.of("outbox.s1.>")),
            Map.entry("INBOX_s1", List.of("chat.inbox.s1.*", "chat.inbox.s1.aggregate.>")),
            Map.entry("DEADLETTER_s1", List.of("deadletter.s1.>")),
            Map.entry(
                "DEADLETTER_ADVISORIES_s1",
                List.of(
                    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.MESSAGES_s1.*",
                    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.MESSAGES_CANONICAL_s1.*",
                    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ROOMS_s1.*",
                    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.INBOX_s1.*")));
    assertThat(Federation.streams("s1", List.of()))
        .allMatch(stream -> stream.getStorageType() == StorageType.File);
  }

  @Test
  void inbox_sourcesWhatIsMeantForItsSite_fromOtherDomains() {
    var source = Federation.source("s1", new Remote("s2", "d2"));

    assertThat(source.getSourceName()).isEqualTo("OUTBOX_s2");
    assertThat(source.getExternal().getApi()).isEqualTo("$JS.d2.API");
    assertThat(source.getFilterSubject()).isNull();
    var transform = source.getSubjectTransforms().getFirst();
    assertThat(transform.getSource()).isEqualTo("outbox.s2.to.s1.>");
    assertThat(transform.getDestination()).isEqualTo("chat.inbox.s1.aggregate.>");
  }

  @Test
  void inbox_siteOnTheSameServer_isSourcedWithoutDomain() {
    assertThat(Federation.source("s1", new Remote("s2", null)).getExternal()).isNull();
  }

  @Test
  void awake_onlyWhenHeardOfLately() {
    assertThat(SourceWaker.awake(Duration.ofSeconds(3))).isTrue();
    assertThat(SourceWaker.awake(Duration.ofSeconds(13))).isFalse();
    assertThat(SourceWaker.awake(Duration.ofNanos(-1))).isFalse();
    assertThat(SourceWaker.awake(null)).isFalse();
  }
}
