package chat.roomworker;

import chat.model.Subscription;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.Commit;
import chat.roomkeystore.RoomKeyStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Faults in the rotation that the key properties must find: the test of the test. */
enum KeyBreak {
  NONE,
  /** The survivors get a key that never becomes current. */
  COMMIT_SKIPPED,
  /** The removed member is among the survivors, and no mark tells. */
  SURVIVORS_BEFORE_THE_DELETION,
  /** A key becomes current, late, whoever rotated meanwhile. */
  VERSION_NOT_COMPARED;

  private static final long LATE_NANOS = 250_000_000;

  /** For one delivery. */
  RoomKeyStore on(RoomKeyStore keys) {
    return switch (this) {
      case COMMIT_SKIPPED -> committing(keys, (_, _) -> new Commit.Committed());
      case VERSION_NOT_COMPARED ->
          committing(
              keys,
              (room, next) -> {
                awaitAnother(keys, room, next.version());
                keys.rotate(room, next.pair());
                return new Commit.Committed();
              });
      case NONE, SURVIVORS_BEFORE_THE_DELETION -> keys;
    };
  }

  /** For one delivery. */
  SubscriptionStore on(SubscriptionStore subscriptions) {
    if (this != SURVIVORS_BEFORE_THE_DELETION) {
      return subscriptions;
    }
    var before = new AtomicReference<List<Subscription>>();
    return proxy(
        SubscriptionStore.class,
        subscriptions,
        (method, arguments) -> {
          if (method.equals("delete")) {
            before.set(subscriptions.ofRoom((String) arguments[0]));
          }
          return method.equals("ofRoom") ? before.get() : null;
        });
  }

  /** For one delivery. */
  MembershipMarks on(MembershipMarks marks) {
    return this != SURVIVORS_BEFORE_THE_DELETION
        ? marks
        : proxy(
            MembershipMarks.class,
            marks,
            (method, _) -> method.equals("stillOut") ? Set.of() : null);
  }

  /** Gives somebody else the time to rotate first; without that hardly anybody does. */
  private static void awaitAnother(RoomKeyStore keys, String room, long version) {
    long end = System.nanoTime() + LATE_NANOS;
    while (System.nanoTime() < end
        && keys.get(room).stream().noneMatch(current -> current.version() >= version)) {
      LockSupport.parkNanos(LATE_NANOS / 50);
    }
  }

  private interface Committing {
    Commit commit(String room, VersionedRoomKey next);
  }

  private static RoomKeyStore committing(RoomKeyStore keys, Committing how) {
    return proxy(
        RoomKeyStore.class,
        keys,
        (method, arguments) ->
            method.equals("commitNext")
                ? how.commit((String) arguments[0], (VersionedRoomKey) arguments[1])
                : null);
  }

  private interface Instead {
    /** Null = as the original. */
    Object call(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, T original, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Object answer = instead.call(method.getName(), arguments);
              if (answer != null) {
                return answer;
              }
              try {
                method.setAccessible(true);
                return method.invoke(original, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
