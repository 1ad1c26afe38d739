package chat.localfleet;

import chat.localservers.Checkout;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands behind {@code ./chat}. */
@Command(
    name = "./chat",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      ResetCommand.class,
      LogsCommand.class,
      EnvCommand.class,
      LoginCommand.class,
      chat.localfleet.bench.BenchCommand.class,
      chat.localfleet.chaos.ChaosCommand.class,
      chat.localfleet.deadletters.DeadLettersCommand.class,
      chat.localfleet.traces.TracesCommand.class
    })
final class Main {
  private Main() {}

  public static void main(String[] args) {
    LogManager.getLogManager()
        .reset(); // libraries that log for themselves would disturb the output
    var commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof FleetException) {
            command.getErr().println(failure.getMessage());
          } else if (failure instanceof NoSuchFileException) {
            command.getErr().println("no such file: " + failure.getMessage());
          } else {
            failure.printStackTrace(command.getErr());
          }
          return 1;
        });
    System.exit(commands.execute(args));
  }

  /** A path as the person meant it: the script has changed folders before this runs. */
  static Path given(Path path) {
    return Path.of(System.getProperty("chat.caller", ".")).resolve(path);
  }

  /** The checkout this runs in; the script says which. */
  static Checkout checkout() {
    return Checkout.around(Path.of(System.getProperty("chat.root", ".")));
  }
}
