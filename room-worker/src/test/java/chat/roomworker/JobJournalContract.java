package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.runtime.Delivery;
import org.junit.jupiter.api.Test;

/** What every journal does (13 A4). */
abstract class JobJournalContract {
  private static final RolePlan PLAN =
      new RolePlan(new Person("u-ü", "dora", "site-a"), 1767225600123L, 5);

  abstract JobJournal journal();

  private static Delivery job(long sequence, long attempt, String body) {
    return new Delivery(
        "chat.room.canonical.s.create", body.getBytes(UTF_8), "id", sequence, attempt);
  }

  @Test
  void plan_isFoundByTheNextDelivery() {
    JobJournal journal = journal();
    Delivery first = job(101, 1, "{}");
    assertThat(journal.find(first, RolePlan.class)).isEmpty();

    assertThat(journal.keep(first, PLAN)).isEqualTo(PLAN);

    assertThat(journal.find(job(101, 2, "{}"), RolePlan.class)).contains(PLAN);
    assertThat(journal.find(job(102, 1, "{}"), RolePlan.class)).isEmpty();
  }

  @Test
  void firstPlan_stands() {
    JobJournal journal = journal();
    journal.keep(job(201, 1, "{}"), PLAN);
    var later = new RolePlan(PLAN.member(), 9, 9);

    assertThat(journal.keep(job(201, 2, "{}"), later)).isEqualTo(PLAN);
  }

  @Test
  void otherJobAtTheSamePlace_isAnotherJob() {
    JobJournal journal = journal();
    journal.keep(job(301, 1, "{}"), PLAN);
    Delivery ofANewStream = job(301, 1, "{\"a\":1}");
    assertThat(journal.find(ofANewStream, RolePlan.class)).isEmpty();

    var other = new RolePlan(PLAN.member(), 9, 9);
    assertThat(journal.keep(ofANewStream, other)).isEqualTo(other);
    assertThat(journal.find(ofANewStream, RolePlan.class)).contains(other);
  }

  @Test
  void settledJob_isForgotten() {
    JobJournal journal = journal();
    journal.keep(job(401, 1, "{}"), PLAN);
    journal.forget(job(401, 1, "{}"));
    journal.forget(job(402, 1, "{}"));
    assertThat(journal.find(job(401, 2, "{}"), RolePlan.class)).isEmpty();
  }
}
