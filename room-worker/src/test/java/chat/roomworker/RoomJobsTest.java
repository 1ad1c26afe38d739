package chat.roomworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.RoomJob;
import chat.runtime.Delivery;
import chat.runtime.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dispatch (03 §1.5), the order of a room's jobs, and what holds a room. */
class RoomJobsTest {
  private final List<String> held = new ArrayList<>();
  private final RoomJobs jobs =
      new RoomJobs(
          Map.of(
              RoomJob.CREATE, delivery -> new Outcome.Reject("create"),
              RoomJob.MEMBER_ADD, delivery -> new Outcome.Reject("add")),
          new RoomLease() {
            @Override
            public <T> T holding(String roomId, Callable<T> work) throws Exception {
              held.add(roomId);
              return work.call();
            }
          },
          new InMemoryJobJournal());

  private Outcome handle(String subject, String body) throws Exception {
    return jobs.handle(
        new Delivery(subject, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), null, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "chat.room.canonical.site-a.create,create",
    "chat.room.canonical.site-a.member.add,add",
    "chat.room.canonical.site-a.something.create,create"
  })
  void suffix_choosesTheJob(String subject, String job) throws Exception {
    assertThat(handle(subject, "{\"roomId\":\"r1\"}")).isEqualTo(new Outcome.Reject(job));
    assertThat(held).containsExactly("r1");
  }

  @Test
  void jobThatIsKnownButNotBuilt_isLeftForANewerVersion() throws Exception {
    assertThat(handle("chat.room.canonical.site-a.member.remove", "{}"))
        .isInstanceOf(Outcome.Leave.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.room.canonical.site-a.rename",
        "chat.room.canonical.site-a",
        "chat.room.canonical.site-a.",
        "something.else"
      })
  void unknownOperation_isAcknowledged(String subject) throws Exception {
    assertThat(handle(subject, "{}")).isEqualTo(Outcome.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"roomId\":1}", "{}", "{\"roomId\":\"\"}"})
  void bodyWithoutARoom_holdsUpNobody(String body) throws Exception {
    assertThat(RoomOfJob.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))).isNull();
    handle("chat.room.canonical.site-a.create", body);
    assertThat(held).isEmpty();
  }
}
