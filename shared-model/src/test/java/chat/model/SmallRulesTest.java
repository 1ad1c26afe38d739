package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Display names, index names, buckets, dedup ids, bots, lists. */
class SmallRulesTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Dora,朵拉,d1,Dora 朵拉",
        "Dora,'',d1,Dora",
        "Dora,'  ',d1,Dora",
        "'',朵拉,d1,朵拉",
        "' \u3000',朵拉,d1,朵拉",
        "'','',d1,d1",
        "' ','\u0085',' d1 ',' d1 '",
        "Same,Same,d1,Same",
        "'  Mina ',' 米 ',d1,Mina 米",
        "'\u00a0Bo\u2007','\u202fBo',d1,Bo"
      })
  void displayNames(String first, String second, String fallback, String expected) {
    assertThat(DisplayNames.combine(first, second, fallback)).isEqualTo(expected);
  }

  @Test
  void whiteSpace_isTheUnicodeProperty() {
    String all =
        "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
            + "\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
    assertThat(WhiteSpace.isBlank(all)).isTrue();
    assertThat(WhiteSpace.trim(all + "a b" + all)).isEqualTo("a b");
    assertThat(WhiteSpace.trim(all)).isEmpty();
    // not of the property, though Java or humans may think so
    for (String other : List.of("\u001c", "\u200b", "\ufeff", "\u180e")) {
      assertThat(WhiteSpace.trim(other)).isEqualTo(other);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "messages-site-x-v1, messages-site-x, 1, true",
    "spotlight-site-y-v42, spotlight-site-y, 42, true",
    "user-room-mv-site-x, user-room-mv-site-x, 0, false",
    "messages-site-x-V1, messages-site-x-V1, 0, false",
    "messages-site-x-v1a, messages-site-x-v1a, 0, false",
    "messages-v1-site-x, messages-v1-site-x, 0, false",
    "a-v1-v2, a-v1, 2, true",
    "a-v99999999999, a-v99999999999, 0, false",
    "'', '', 0, false",
    "-v1, '', 1, true"
  })
  void indexNames(String name, String base, int version, boolean versioned) {
    assertThat(VersionedIndexName.parse(name))
        .isEqualTo(new VersionedIndexName(base, version, versioned));
  }

  @ParameterizedTest
  @CsvSource({
    "24, 0, 0, -86400000, 86400000",
    "24, 1, 0, -86400000, 86400000",
    "24, 86399999, 0, -86400000, 86400000",
    "24, 86400000, 86400000, 0, 172800000",
    "1, 3600123, 3600000, 0, 7200000",
    "12, 46800000, 43200000, 0, 86400000",
    "6, 1777636800000, 1777636800000, 1777615200000, 1777658400000",
    "72, 259199999, 0, -259200000, 259200000",
    "72, 259200000, 259200000, 0, 518400000",
    "72, 1767225600123, 1767225600000, 1766966400000, 1767484800000",
    "72, 1777638896000, 1777593600000, 1777334400000, 1777852800000",
    "24, 1767225600123, 1767225600000, 1767139200000, 1767312000000",
    "72, 1770000067918, 1769817600000, 1769558400000, 1770076800000",
    "24, -1, 0, -86400000, 86400000"
  })
  void buckets(int hours, long millis, long bucket, long previous, long next) {
    MessageBuckets buckets = MessageBuckets.ofHours(hours);
    assertThat(buckets.of(millis)).isEqualTo(bucket);
    assertThat(buckets.of(Instant.ofEpochMilli(millis))).isEqualTo(bucket);
    assertThat(buckets.previous(bucket)).isEqualTo(previous);
    assertThat(buckets.next(bucket)).isEqualTo(next);
    assertThat(buckets.next(previous)).isEqualTo(buckets.previous(next)).isEqualTo(bucket);
  }

  @Test
  void buckets_cutFinerDigitsFirst() {
    assertThat(MessageBuckets.ofHours(1).of(Instant.ofEpochSecond(3599, 999_999_999))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void buckets_needAWindow(int hours) {
    assertThatThrownBy(() -> MessageBuckets.ofHours(hours))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dedupIds() {
    String requestId = "7d1f0c52-0b1e-4a6e-9a51-3c1f2e8b9d04";
    String seed = DedupIds.memberSeed("k7Qm2xV9bTzR4nLpA", "dora", 1767225600123L);
    assertThat(DedupIds.federated(requestId, seed, "site-y")).isEqualTo(requestId + ":site-y");
    assertThat(DedupIds.federated("", seed, "site-y"))
        .isEqualTo("k7Qm2xV9bTzR4nLpA:dora:1767225600123:site-y");
    assertThat(DedupIds.roleSeed("r", "erin", "owner", 5)).isEqualTo("r:erin:owner:5");
    assertThat(DedupIds.threadSubscription("t", "u", "m", "site-y"))
        .isEqualTo("thread-sub-outbox:t:u:m:site-y");
    assertThat(DedupIds.threadMention("t", "u", "m", "site-y"))
        .isEqualTo("thread-sub-outbox:t:u:m:site-y:mention");
    assertThat(DedupIds.deadLetter("ROOMS_site-x", 7, "room-worker"))
        .isEqualTo("ROOMS_site-x:7:room-worker");
  }

  @ParameterizedTest
  @CsvSource({
    "helper.bot, true",
    ".bot, true",
    "p_hook, true",
    "p_, true",
    "botmaster, false",
    "helper.Bot, false",
    "P_hook, false",
    "helper.bot.x, false",
    "xp_, false",
    "'', false"
  })
  void bots(String account, boolean bot) {
    assertThat(Bots.isBot(account)).isEqualTo(bot);
    assertThat(java.util.regex.Pattern.compile(Bots.PATTERN).matcher(account).find())
        .isEqualTo(bot);
  }

  @Test
  void lists() {
    assertThat(Lists.distinct(Arrays.asList("b", "a", "b", "", "a"))).containsExactly("b", "a", "");
    assertThat(Lists.orNull(List.of())).isNull();
    assertThat(Lists.orNull(List.of("a"))).containsExactly("a");
    assertThat(Lists.orEmpty(null)).isEmpty();
  }
}
