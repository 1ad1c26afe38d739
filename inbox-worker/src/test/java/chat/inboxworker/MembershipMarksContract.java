package chat.inboxworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.inboxworker.MembershipMarks.Mark;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all marks do; run by the fake and on a real server. */
abstract class MembershipMarksContract {
  private static final List<String> BOTH = List.of("marie", "jules");

  private MembershipMarks marks;

  abstract MembershipMarks noMarks();

  @BeforeEach
  void none() {
    marks = noMarks();
  }

  private Set<String> advance(List<String> accounts, boolean member, long timestamp) {
    return marks.advance("r1", accounts, new Mark(member, timestamp));
  }

  @Test
  void firstMark_isWritten() {
    assertThat(advance(BOTH, true, 100)).containsExactlyInAnyOrder("marie", "jules");
    assertThat(marks.removedAfter("r1", BOTH, 0)).isEmpty();
    assertThat(marks.changedAfter("r1", "marie", 99)).isTrue();
    assertThat(marks.changedAfter("r1", "marie", 100)).isFalse();
  }

  @Test
  void olderMark_isRefusedForThoseThatHaveALaterOne() {
    advance(List.of("marie"), false, 200);

    assertThat(advance(BOTH, true, 100)).containsExactly("jules");
    assertThat(marks.removedAfter("r1", BOTH, 100)).containsExactly("marie");
  }

  @Test
  void sameTime_isWrittenAgain() {
    advance(BOTH, true, 100);

    assertThat(advance(BOTH, false, 100)).containsExactlyInAnyOrder("marie", "jules");
    assertThat(marks.removedAfter("r1", BOTH, 99)).containsExactlyInAnyOrder("marie", "jules");
    assertThat(marks.removedAfter("r1", BOTH, 100)).isEmpty();
  }

  @Test
  void laterMark_replaces() {
    advance(BOTH, false, 100);
    advance(List.of("marie"), true, 200);

    assertThat(marks.removedAfter("r1", BOTH, 0)).containsExactly("jules");
    assertThat(marks.changedAfter("r1", "marie", 150)).isTrue();
  }

  @Test
  void otherRoom_hasMarksOfItsOwn() {
    advance(BOTH, false, 200);

    assertThat(marks.advance("r2", BOTH, new Mark(true, 100)))
        .containsExactlyInAnyOrder("marie", "jules");
    assertThat(marks.changedAfter("r2", "marie", 100)).isFalse();
  }

  @Test
  void accountNamedTwice_isOne() {
    assertThat(advance(List.of("marie", "marie"), true, 100)).containsExactly("marie");
  }

  @Test
  void nobody_isNoFault() {
    assertThat(advance(List.of(), true, 100)).isEmpty();
    assertThat(marks.removedAfter("r1", List.of(), 100)).isEmpty();
    assertThat(marks.changedAfter("r1", "stranger", 0)).isFalse();
  }
}
