package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What all marks do (13 A4). */
abstract class MembershipMarksContract {
  private static final List<String> BOTH = List.of("dora", "erin");

  abstract MembershipMarks marks();

  @Test
  void mark_tellsOlderJobsFromNewerOnes() {
    MembershipMarks marks = marks();
    marks.removed("r1", List.of("dora"), 10);
    marks.removed("r1", List.of(), 99);

    assertThat(marks.removedAfter("r1", BOTH, 9)).containsExactly("dora");
    assertThat(marks.removedAfter("r1", BOTH, 10)).isEmpty();
    assertThat(marks.removedAfter("r2", BOTH, 9)).isEmpty();
    assertThat(marks.removedAfter("r1", List.of(), 9)).isEmpty();
    assertThat(marks.anyRemovedBefore("r1", BOTH, 11)).isTrue();
    assertThat(marks.anyRemovedBefore("r1", BOTH, 10)).isFalse();
    assertThat(marks.anyRemovedBefore("r1", List.of("erin"), 11)).isFalse();
  }

  @Test
  void whoWasRemovedLast_isStillOut() {
    MembershipMarks marks = marks();
    marks.joining("r4", BOTH, 10);
    assertThat(marks.stillOut("r4", BOTH)).isEmpty();
    assertThat(marks.removedAfter("r4", BOTH, 0)).isEmpty();
    assertThat(marks.anyRemovedBefore("r4", BOTH, 99)).isFalse();

    marks.removed("r4", BOTH, 20);
    marks.joining("r4", List.of("erin"), 30);
    marks.joining("r4", List.of("dora"), 15);
    assertThat(marks.stillOut("r4", BOTH)).containsExactly("dora");
    assertThat(marks.stillOut("r5", BOTH)).isEmpty();
    assertThat(marks.stillOut("r4", List.of())).isEmpty();

    marks.removed("r6", List.of("dora"), 5);
    assertThat(marks.stillOut("r6", BOTH)).containsExactly("dora");
  }

  @Test
  void laterMark_stays() {
    MembershipMarks marks = marks();
    marks.removed("r3", BOTH, 20);
    marks.removed("r3", BOTH, 15);
    assertThat(marks.removedAfter("r3", BOTH, 19)).containsExactlyInAnyOrder("dora", "erin");
  }
}
