package chat.roomservice;

import static chat.roomservice.TestRoomService.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import chat.model.SampleSubscription;
import chat.model.User;
import chat.roomcrypto.RoomCrypto;
import chat.roomcrypto.RoomKeyPair;
import chat.roomkeystore.RoomKeyStore;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key ensure (02 §9.12) and asking for a key (13 A2). */
class RoomKeysTest {
  private static final String INTERNAL = error("internal error");

  private final TestRoomService service = new TestRoomService();
  private final RoomKeyPair first = RoomCrypto.best().newKeyPair();
  private final RoomKeyPair second = RoomCrypto.best().newKeyPair();

  @Nested
  class Ensure {
    private static final String SUBJECT = "chat.server.request.room.site-a.key.ensure";

    @Test
    void absentKey_isMadeAsVersionZero() {
      assertThat(service.ask(SUBJECT, "{\"roomId\":\"r1\",\"unknown\":1}"))
          .isEqualTo("{\"roomId\":\"r1\",\"version\":0}");
      assertThat(service.keys.get("r1")).isPresent();
    }

    @Test
    void presentKey_staysAndTellsItsVersion() {
      service.keys.setWithVersion("r1", 41, first);
      assertThat(service.ask(SUBJECT, "{\"roomId\":\"r1\"}"))
          .isEqualTo("{\"roomId\":\"r1\",\"version\":41}");
      assertThat(service.keys.get("r1").orElseThrow().pair()).isEqualTo(first);
    }

    @Test
    void keyMadeByAnotherMeanwhile_isTheOneThatIsTold() {
      RoomKeyStore racing = mock(RoomKeyStore.class);
      when(racing.get("r1")).thenReturn(java.util.Optional.empty());
      when(racing.createIfAbsent(any(), any()))
          .thenReturn(new chat.roomcrypto.VersionedRoomKey(3, first));
      service.keyStore = racing;
      assertThat(service.ask(SUBJECT, "{\"roomId\":\"r1\"}"))
          .isEqualTo("{\"roomId\":\"r1\",\"version\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "[]", "{\"roomId\":\"\"}", "{\"roomId\":1}"})
    void everythingWrong_isMasked(String body) {
      assertThat(service.ask(SUBJECT, body)).isEqualTo(INTERNAL);
    }
  }

  @Nested
  class Get {
    private static final String SUBJECT = "chat.user.dora.request.room.r1.site-a.key.get";
    private User dora;

    @BeforeEach
    void member() {
      dora = service.site.user("dora");
      service.site.member("r1", dora);
      service.keys.set("r1", first);
    }

    private String key(long version, RoomKeyPair pair) {
      return "{\"roomId\":\"r1\",\"version\":%d,\"privateKey\":\"%s\"}"
          .formatted(version, pair.privateKey().base64());
    }

    private void rotateAfter(Duration time) {
      service.clock.pass(time);
      service.keys.rotate("r1", second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "{\"version\":null}", "{\"version\":0}"})
    void member_getsTheCurrentKey(String body) {
      assertThat(service.ask(SUBJECT, body)).isEqualTo(key(0, first));
    }

    @Test
    void sharedInbox_isRefusedBeforeAnythingIsLookedUp() {
      assertThat(service.ask(SUBJECT.replace("dora", "erin"), null, new byte[0], "_INBOX.abc.1"))
          .isEqualTo(error("invalid request: the reply inbox must be private"));
    }

    @Test
    void sharedInbox_isServedWhereTheOperatorAllowsIt() {
      service.environment.put("KEY_GET_SHARED_INBOX", "true");
      assertThat(service.ask(SUBJECT, null, new byte[0], "_INBOX.abc.1")).isEqualTo(key(0, first));
    }

    @Test
    void nonMember_isRefusedBeforeTheBodyIsRead() {
      assertThat(service.ask(SUBJECT.replace("dora", "erin"), "{"))
          .isEqualTo(error("only room members can list members"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{", "[]", "{\"version\":\"0\"}", "{\"version\":1.5}", "{\"version\":true}"})
    void malformed(String body) {
      assertThat(service.ask(SUBJECT, body)).startsWith("{\"error\":\"invalid request: ");
    }

    @Test
    void replacedKey_isForThoseWhoWereThere() {
      rotateAfter(Duration.ofHours(9));
      assertThat(service.ask(SUBJECT, "{\"version\":0}")).isEqualTo(key(0, first));
      assertThat(service.ask(SUBJECT, "")).isEqualTo(key(1, second));
    }

    @Test
    void replacedKey_isNotForThoseWhoCameAfterIt() {
      rotateAfter(Duration.ZERO);
      service.site.subscriptions.clear();
      service.site.subscription(
          SampleSubscription.of("r1", dora).joinedAt(service.clock.instant().plusMillis(1)));
      assertThat(service.ask(SUBJECT, "{\"version\":0}"))
          .isEqualTo(error("room key not available"));
      assertThat(service.ask(SUBJECT, "{\"version\":1}")).isEqualTo(key(1, second));
    }

    @Test
    void replacedKey_isForThoseWhoJoinedInTheInstantOfItsReplacement() {
      rotateAfter(Duration.ZERO);
      service.site.subscriptions.clear();
      service.site.subscription(
          SampleSubscription.of("r1", dora).joinedAt(service.clock.instant()));
      assertThat(service.ask(SUBJECT, "{\"version\":0}")).isEqualTo(key(0, first));
    }

    @Test
    void previousSlotWithoutATime_isRefused() {
      RoomKeyStore elsewhereRotated = mock(RoomKeyStore.class);
      when(elsewhereRotated.getByVersion("r1", 0))
          .thenReturn(
              new chat.roomkeystore.KeyOfVersion.Previous(
                  new chat.roomcrypto.VersionedRoomKey(0, first)));
      service.keyStore = elsewhereRotated;
      assertThat(service.ask(SUBJECT, "{\"version\":0}"))
          .isEqualTo(error("room key not available"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 7, Long.MAX_VALUE})
    void versionThatNeverWas(long version) {
      assertThat(service.ask(SUBJECT, "{\"version\":%d}".formatted(version)))
          .isEqualTo(error("room key not available"));
    }

    @Test
    void roomWithoutKey() {
      service.keys.delete("r1");
      assertThat(service.ask(SUBJECT, "")).isEqualTo(error("room key not available"));
    }

    @Test
    void storeFailure_isMasked() {
      RoomKeyStore failing = mock(RoomKeyStore.class);
      when(failing.get(any())).thenThrow(new IllegalStateException("valkey"));
      service.keyStore = failing;
      assertThat(service.ask(SUBJECT, null, "".getBytes(UTF_8), "x")).isEqualTo(INTERNAL);
    }
  }
}
