package chat.localfleet.deadletters;

import chat.model.Headers;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters for operators: what there is, one of them whole, and another try. */
@Command(
    name = "dead-letters",
    description = "messages that nobody could work on: list, show, replay",
    mixinStandardHelpOptions = true,
    subcommands = {
      DeadLettersCommand.ListThem.class,
      DeadLettersCommand.Show.class,
      DeadLettersCommand.Replay.class
    })
public final class DeadLettersCommand {
  private static final PrintStream OUT = System.out; // for a person, not for the log

  /** One line a letter, no bodies. */
  @Command(name = "list", description = "one line a letter, oldest first")
  static final class ListThem implements Runnable {
    @Mixin private final SiteAccess access = new SiteAccess();

    @Override
    public void run() {
      for (String site : access.sites()) {
        List<KeptLetter> letters = access.with(site, DeadLetterBox::list);
        OUT.printf("%s: %d dead letters%n", site, letters.size());
        letters.forEach(letter -> OUT.println("  " + line(letter)));
      }
    }

    private static String line(KeptLetter letter) {
      return "%d  %s  %s  %s, %s deliveries: %s"
          .formatted(
              letter.sequence(),
              letter.header(Headers.DEAD_AT),
              letter.durable(),
              letter.originalSubject(),
              letter.header(Headers.DEAD_DELIVERIES),
              letter.header(Headers.DEAD_REASON));
    }
  }

  /** A letter with its headers; the body on demand, since it may hold what people wrote. */
  @Command(name = "show", description = "a letter's headers and, if asked for, its body")
  static final class Show implements Runnable {
    @Mixin private final SiteAccess access = new SiteAccess();

    @Parameters(paramLabel = "NUMBER", description = "as listed")
    private long number;

    @Option(names = "--body", description = "its body, too")
    private boolean body;

    @Override
    public void run() {
      KeptLetter letter = access.with(access.oneSite(), box -> access.found(box.find(number)));
      letter
          .headers()
          .forEach((name, values) -> OUT.println(name + ": " + String.join(", ", values)));
      OUT.println("bytes: " + letter.body().length);
      if (body) {
        OUT.println();
        OUT.println(new String(letter.body(), StandardCharsets.UTF_8));
      }
    }
  }

  /** Sends a letter, or all, to the worker that gave up. */
  @Command(name = "replay", description = "another try for a letter, or for all")
  static final class Replay implements Runnable {
    @Mixin private final SiteAccess access = new SiteAccess();

    @Parameters(paramLabel = "NUMBER", arity = "0..1", description = "as listed")
    private long number;

    @Option(names = "--all", description = "all letters of the site")
    private boolean all;

    @Override
    public void run() {
      if (all == (number > 0)) {
        throw access.wrong("give a NUMBER or --all");
      }
      int replayed =
          access.with(
              access.oneSite(),
              box -> {
                List<KeptLetter> letters =
                    all ? box.list() : List.of(access.found(box.find(number)));
                for (KeptLetter letter : letters) {
                  box.replay(letter);
                  OUT.println("replayed " + letter.sequence() + " for " + letter.durable());
                }
                return letters.size();
              });
      OUT.println(replayed + " replayed");
    }
  }
}
