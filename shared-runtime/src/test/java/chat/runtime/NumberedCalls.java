package chat.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the calls that a piece of work makes to its stores and publishers, and lets a chosen one
 * go wrong. Whatever passes through {@link #of} counts, so that a new call of a handler is a new
 * case of every matrix built on this.
 */
public final class NumberedCalls {
  /** How a call goes wrong. */
  public enum Harm {
    /** The process dies on its way to the server. */
    DIES_BEFORE,
    /** The process dies when the server has done it. */
    DIES_AFTER,
    /** The server is away. */
    AWAY_BEFORE,
    /** The server has done it, but its answer is lost. */
    AWAY_AFTER;

    private boolean takesEffect() {
      return this == DIES_AFTER || this == AWAY_AFTER;
    }

    private boolean kills() {
      return this == DIES_BEFORE || this == DIES_AFTER;
    }
  }

  /** Nothing catches the end of a process. */
  public static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;

    ProcessDied() {
      super("the process died", null, false, false);
    }
  }

  private final List<String> made = new ArrayList<>();
  private int harmed;
  private @Nullable Harm harm;
  private boolean dead;

  /** The same, counted. */
  public <T> T of(Class<T> type, T target) {
    InvocationHandler counted = (_, method, arguments) -> call(type, target, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, counted));
  }

  /** From here on calls count from 1 again, and this one goes wrong; 0 = none. */
  public synchronized void begin(int call, Harm how) {
    made.clear();
    harmed = call;
    harm = how;
    dead = false;
  }

  /** What was called since {@link #begin}, in order. */
  public synchronized List<String> made() {
    return List.copyOf(made);
  }

  private @Nullable Object call(
      Class<?> type, Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    Harm now = next(type.getSimpleName() + "." + method.getName());
    if (now != null && !now.takesEffect()) {
      throw failure(now);
    }
    Object answer;
    try {
      method.setAccessible(true);
      answer = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (now != null) {
      throw failure(now);
    }
    return answer;
  }

  private synchronized @Nullable Harm next(String call) {
    if (dead) {
      throw new ProcessDied();
    }
    made.add(call);
    if (made.size() != harmed || harm == null) {
      return null;
    }
    dead = harm.kills();
    return harm;
  }

  private static Throwable failure(Harm harm) {
    return harm.kills() ? new ProcessDied() : new ServerAwayException("no answer");
  }
}
