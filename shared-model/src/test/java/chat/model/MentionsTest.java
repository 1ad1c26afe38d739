package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MentionsTest {
  private static final User DORA =
      new User("u-dora", "dora", "site-x", "", "", "", "", "", "", "Dora", "朵拉", "");
  private static final User ERIN =
      new User("u-erin", "erin", "site-y", "", "", "", "", "", "", "Erin", "艾琳", "");
  private static final Map<String, User> KNOWN = Map.of("dora", DORA, "erin", ERIN);
  private static final Participant EVERYBODY = new Participant("", "all", "", "", "all");

  static Stream<Arguments> golden() {
    return Stream.of(
        arguments("good morning", List.of(), false),
        arguments("", List.of(), false),
        arguments("ping @dora", List.of("dora"), false),
        arguments("@dora please sync with @erin", List.of("dora", "erin"), false),
        arguments("line one\n@erin", List.of("erin"), false),
        arguments("tab\t@erin", List.of("erin"), false),
        arguments("x\r\n@erin", List.of("erin"), false),
        arguments("form\f@erin", List.of("erin"), false),
        arguments("@erin and once more @erin", List.of("erin"), false),
        arguments("@dora @Dora", List.of("dora"), false),
        arguments("ping @ERIN", List.of("erin"), false),
        arguments("cc @fay.wong and @gus-hall", List.of("fay.wong", "gus-hall"), false),
        arguments("thanks @erin. bye", List.of("erin"), false),
        arguments("@erin..", List.of("erin"), false),
        arguments("@a.b.c.", List.of("a.b.c"), false),
        arguments("@a..b", List.of("a"), false),
        arguments("@-x_1", List.of("-x_1"), false),
        arguments("note to @all today", List.of(), true),
        arguments("@All hands", List.of(), true),
        arguments("@all,", List.of(), true),
        arguments("@ALL and @dora", List.of("dora"), true),
        arguments("@all @all @dora @DORA", List.of("dora"), true),
        arguments("@all-staff", List.of("all-staff"), false),
        arguments("@all.hands", List.of("all.hands"), false),
        arguments("see @here now", List.of("here"), false),
        arguments("see @HERE now", List.of("here"), false),
        arguments("erin@corp.example", List.of(), false),
        arguments("write to erin@corp.example", List.of(), false),
        arguments("ping@erin", List.of(), false),
        arguments("so,@erin", List.of(), false),
        arguments("(@erin)", List.of(), false),
        arguments("over here@all folks", List.of(), false),
        arguments("ask @fay@corp.example", List.of("fay"), false),
        arguments("@dora@all", List.of("dora"), false),
        arguments("@@erin", List.of(), false),
        arguments("@.erin", List.of(), false),
        arguments("@王小", List.of(), false),
        arguments("\u00a0@erin", List.of(), false),
        arguments("\u3000@erin", List.of(), false),
        arguments("\u000b@erin", List.of(), false),
        arguments("@erin\u00e9", List.of("erin"), false),
        arguments("@dora\t@erin @fay", List.of("dora", "erin", "fay"), false));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void parsing(String content, List<String> accounts, boolean all) {
    assertThat(Mentions.parse(content)).isEqualTo(new Mentions(accounts, all));
  }

  @Test
  void capitalDottedI_isNotFoldedIntoAName() {
    assertThat(Mentions.parse("@İx").accounts()).isEmpty();
    assertThat(Mentions.parse("@IX").accounts()).containsExactly("ix");
  }

  @Test
  void longTexts_areReadInOneGo() {
    assertThat(Mentions.parse("@a" + ".a".repeat(100_000)).accounts()).hasSize(1);
    assertThat(Mentions.parse(" @".repeat(100_000)).isEmpty()).isTrue();
    assertThat(Mentions.parse("a.".repeat(100_000)).isEmpty()).isTrue();
  }

  @Test
  void participants_areThoseWhoExistInOrderThenEverybody() {
    assertThat(Mentions.parse("@erin and @ghost").participants(KNOWN))
        .containsExactly(new Participant("u-erin", "erin", "site-y", "艾琳", "Erin"));
    assertThat(Mentions.parse("@all and @erin @dora").participants(KNOWN))
        .extracting(Participant::account)
        .containsExactly("erin", "dora", "all");
    assertThat(Mentions.parse("@all").participants(Map.of())).containsExactly(EVERYBODY);
    assertThat(Mentions.parse("nobody").participants(KNOWN)).isEmpty();
  }
}
