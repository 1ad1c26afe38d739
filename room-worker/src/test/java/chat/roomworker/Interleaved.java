package chat.roomworker;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets several replicas work on one fake, a call at a time, and lets others in between calls. */
final class Interleaved {
  private static final int ONE_IN = 3;
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(6);

  private Interleaved() {}

  /** The fake as a server: its calls do not overlap. */
  static <T> T served(Class<T> type, T fake, Object lock) {
    return proxy(
        type,
        (_, method, arguments) -> {
          synchronized (lock) {
            return method.invoke(fake, arguments);
          }
        });
  }

  /** Arrives late at times, as over a network. */
  static <T> T delayed(Class<T> type, T server) {
    return proxy(
        type,
        (_, method, arguments) -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          if (random.nextInt(ONE_IN) == 0) {
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE));
          }
          return method.invoke(server, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    InvocationHandler unwrapping =
        (proxy, method, arguments) -> {
          try {
            method.setAccessible(true);
            return handler.invoke(proxy, method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, unwrapping));
  }
}
