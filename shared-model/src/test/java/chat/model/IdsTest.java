package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.strings;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private final Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({
    "req-abc, REMOVED_INDIVIDUAL, u8qvTAli294rlDozhTXp",
    "req-abc, REMOVED_ORG, jRbksPB49X0zdjU2uC8K",
    "req-def, REMOVED_INDIVIDUAL, H7RNVXlDpk3YCAmtA9F8",
    "req-abc, ADDED_MEMBERS, OYSIQ3U8XR5m0O9sfjwo",
    "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04, REMOVED_INDIVIDUAL, LrTiu4S0MKEnieUGaJk8",
    "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04, REMOVED_ORG, F91AsoSKBZIjUvvPpMlQ",
    "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04, ADDED_MEMBERS, kYmitpVG3Q9vPrlBZE67",
    "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04, ROOM_CREATED, RbY5JwkudfgJxQhAW234",
    "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04, MEMBERS_ADDED, Z0ohXTgpRduJrlG1Qb3t",
    "k7Qm2xV9bTzR4nLpA:dora:1767225600123, ADDED_MEMBERS, wTCxSP1TPXNfKsYQIl9t"
  })
  void systemMessageIds_areThoseOfTheFleet(String seed, SystemMessageSuffix suffix, String id) {
    assertThat(Ids.systemMessageId(seed, suffix)).isEqualTo(id);
  }

  @Test
  void systemMessageIds_areValidAndTellSeedsApart() {
    qt().forAll(strings().allPossible().ofLengthBetween(0, 30), strings().ascii().ofLength(5))
        .check(
            (seed, other) -> {
              String id = Ids.systemMessageId(seed, SystemMessageSuffix.ROOM_CREATED);
              return Ids.isMessageId(id)
                  && id.equals(Ids.systemMessageId(seed, SystemMessageSuffix.ROOM_CREATED))
                  && !id.equals(Ids.systemMessageId(seed, SystemMessageSuffix.MEMBERS_ADDED))
                  && !id.equals(
                      Ids.systemMessageId(seed + other, SystemMessageSuffix.ROOM_CREATED));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "u-dora, u-erin, u-dorau-erin",
    "u-dora, u-dora, u-dorau-dora",
    "Zed, abe, Zedabe",
    "u1, u10, u1u10",
    // U+FF5E sorts before an emoji by bytes, behind it as Java strings
    "😀, ～, ～😀"
  })
  void dmRoomId_isInByteOrder(String one, String other, String id) {
    assertThat(Ids.dmRoomId(one, other)).isEqualTo(id);
    assertThat(Ids.dmRoomId(other, one)).isEqualTo(id);
  }

  @Test
  void dmParticipants_keepAccountsWithTheirIds() {
    User ann = user("zz9", "ann");
    User zoe = user("aa1", "zoe");
    DmParticipants expected = new DmParticipants(List.of("aa1", "zz9"), List.of("zoe", "ann"));
    assertThat(DmParticipants.of(ann, zoe)).isEqualTo(expected);
    assertThat(DmParticipants.of(zoe, ann)).isEqualTo(expected);
    assertThat(expected.roomId()).isEqualTo("aa1zz9").isEqualTo(Ids.dmRoomId("zz9", "aa1"));
  }

  private static User user(String id, String account) {
    return new User(id, account, "", "", "", "", "", "", "", "", "", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0aZ1bY2cX3dW4eV5fU6g", "0aZ1bY2cX3dW4eV5f"})
  void messageIds_of20Or17(String id) {
    assertThat(Ids.isMessageId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0aZ1bY2cX3dW4eV5",
        "0aZ1bY2cX3dW4eV5fU",
        "0aZ1bY2cX3dW4eV5fU6",
        "0aZ1bY2cX3dW4eV5fU6g0",
        "0aZ1bY2cX3dW4eV5fU_g",
        "0aZ1bY2cX3dW4eV5fU-g",
        "0aZ1bY2cX3dW4eV5fUég",
        "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04"
      })
  void messageIds_ofOtherForms(String id) {
    assertThat(Ids.isMessageId(id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7D1F0C52-0b1e-4a6e-9a51-3c1f2e8b9d04", "00000000-0000-0000-0000-000000000000"})
  void requestIds_ofAnyVersion(String id) {
    assertThat(Ids.isRequestId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7d1f0c520b1e4a6e9a513c1f2e8b9d04",
        "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d0",
        "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d044",
        "7d1f0c52_0b1e-4a6e-9a51-3c1f2e8b9d04",
        "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d0g",
        "7d1f0c520-b1e-4a6e-9a51-3c1f2e8b9d04",
        "{d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d0}"
      })
  void requestIds_ofOtherForms(String id) {
    assertThat(Ids.isRequestId(id)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "7d1f0c520b1e74a69a513c1f2e8b9d04, true",
    "7d1f0c520b1e44a69a513c1f2e8b9d04, false",
    "7d1f0c520b1e74a6ca513c1f2e8b9d04, false",
    "7D1f0c520b1e74a69a513c1f2e8b9d04, false",
    "7d1f0c52-b1e74a69a513c1f2e8b9d04, false",
    "7d1f0c520b1e74a69a513c1f2e8b9d0, false",
    "7d1f0c520b1e74a69a513c1f2e8b9d040, false"
  })
  void entityIds_areUuidV7(String id, boolean valid) {
    assertThat(Ids.isEntityId(id)).isEqualTo(valid);
  }

  @Test
  void newIds_areValidAndHoldTheTime() {
    assertThat(ids.newRoomId())
        .hasSize(17)
        .satisfies(id -> assertThat(Ids.isMessageId(id)).isTrue());
    assertThat(ids.newMessageId()).hasSize(20);
    assertThat(Ids.isMessageId(ids.newMessageId())).isTrue();
    String entity = ids.newEntityId();
    assertThat(Ids.isEntityId(entity)).isTrue();
    assertThat(Long.parseLong(entity.substring(0, 12), 16)).isEqualTo(NOW.toEpochMilli());
    String request = ids.newRequestId();
    assertThat(Ids.isRequestId(request)).isTrue();
    assertThat(Ids.isEntityId(request.replace("-", ""))).isTrue();
  }

  @Test
  void entityIds_growWithinAMillisecond() {
    String before = ids.newEntityId();
    for (int i = 0; i < 10_000; i++) {
      String next = ids.newEntityId();
      assertThat(next).isGreaterThan(before);
      before = next;
    }
    assertThat(Ids.isEntityId(before)).isTrue();
  }

  @Test
  void newIds_doNotRepeatAndUseTheWholeAlphabet() {
    for (Supplier<String> source :
        List.<Supplier<String>>of(ids::newRoomId, ids::newMessageId, ids::newEntityId)) {
      Set<String> seen = new HashSet<>();
      Set<Integer> characters = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        String id = source.get();
        assertThat(seen.add(id)).isTrue();
        id.chars().forEach(characters::add);
      }
      assertThat(characters).hasSizeGreaterThanOrEqualTo(16);
    }
    Set<Integer> base62 = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      ids.newMessageId().chars().forEach(base62::add);
    }
    assertThat(base62).hasSize(62);
  }
}
