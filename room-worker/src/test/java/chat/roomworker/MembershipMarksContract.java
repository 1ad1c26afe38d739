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
  void laterMark_stays() {
    MembershipMarks marks = marks();
    marks.removed("r3", BOTH, 20);
    marks.removed("r3", BOTH, 15);
    assertThat(marks.removedAfter("r3", BOTH, 19)).containsExactlyInAnyOrder("dora", "erin");
  }
}
