package chat.messageworker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Counts the calls of stores and publishers, and lets something happen before or after each. */
final class Numbered {
  /** What happens at a call. */
  @FunctionalInterface
  interface Happening {
    /**
     * @param done false before the call, true after it
     */
    void at(int call, boolean done);
  }

  /** The process ended here. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash(int call, boolean done) {
      super("crash " + (done ? "after" : "before") + " call " + call);
    }
  }

  private final Happening happening;
  private int calls;

  Numbered(Happening happening) {
    this.happening = happening;
  }

  int calls() {
    return calls;
  }

  <T> T of(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              int call = ++calls;
              happening.at(call, false);
              try {
                Object result = method.invoke(target, arguments);
                happening.at(call, true);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
