package chat.localfleet.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Where the demo speaks: acts, sentences, and checks that must hold. */
public final class Stage {
  /** One check that was made. */
  public record Check(String name, boolean passed, String seen) {}

  private final PrintStream out;
  private final boolean silent;
  private final List<Check> checks = new ArrayList<>();
  private int act;

  /**
   * @param silent keeps the checks, prints nothing
   */
  Stage(PrintStream out, boolean silent) {
    this.out = out;
    this.silent = silent;
  }

  void act(String title) {
    act++;
    print("\n" + act + ". " + title);
  }

  void say(String sentence) {
    print("   " + sentence);
  }

  /** Something that travels, as it is on the wire. */
  void show(String what, String value) {
    print("     %-12s %s".formatted(what, value));
  }

  /**
   * @param seen what was there instead, for the one who has to find out why
   * @throws DemoFailedException when it does not hold
   */
  void check(String name, boolean holds, String seen) {
    checks.add(new Check(name, holds, holds ? "" : seen));
    print("     " + (holds ? "✓ " : "✗ ") + name);
    if (!holds) {
      throw new DemoFailedException(name, seen);
    }
  }

  /** A request went wrong on the way to the next check. */
  String failed(String what) {
    checks.add(new Check("a request that must succeed", false, what));
    print("     ✗ " + what);
    return what;
  }

  void check(String name, boolean holds) {
    check(name, holds, "");
  }

  List<Check> checks() {
    return List.copyOf(checks);
  }

  private void print(String text) {
    if (!silent) {
      out.println(text);
    }
  }
}
