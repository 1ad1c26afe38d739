package chat.benchmarks;

import chat.model.Mentions;
import chat.model.SubjectParser;
import chat.model.SubjectParser.AccountRoomSite;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Subjects and mentions; base: splitting the subject at its dots. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextBenchmark {
  private String subject = "chat.user.alice.room.0123456789abcdefg.north.msg.send";
  private String plain = "how are things, and what of the text that bruno wrote? ".repeat(4);
  private String mentioning = plain + " @alice @bruno @all";

  /** Who sends where. */
  @Benchmark
  public Optional<AccountRoomSite> parseSubject() {
    return SubjectParser.accountRoomSite(subject);
  }

  /** The base for subjects. */
  @Benchmark
  public String[] splitSubject() {
    return subject.split("\\.", -1);
  }

  /** The usual message: nobody is mentioned. */
  @Benchmark
  public Mentions noMentions() {
    return Mentions.parse(plain);
  }

  /** Two people and everybody. */
  @Benchmark
  public Mentions threeMentions() {
    return Mentions.parse(mentioning);
  }
}
