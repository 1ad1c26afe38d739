package chat.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a field holds when nobody set it (contract 01 §1.2): {@code ""}, 0, {@code false}, the year
 * 1, no bytes, an empty list, an object of zero values; null for a {@link Nullable} component.
 */
final class ZeroValues {
  private ZeroValues() {}

  static @Nullable Object of(RecordComponent component) {
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return null;
    }
    Class<?> type = component.getType();
    if (type == String.class) {
      return "";
    } else if (type == long.class) {
      return 0L;
    } else if (type == boolean.class) {
      return false;
    } else if (type == Instant.class) {
      return Timestamps.ZERO;
    } else if (type == Bytes.class) {
      return Bytes.EMPTY;
    } else if (type == List.class) {
      return List.of();
    } else if (type == Map.class) {
      return Map.of();
    } else if (type.isRecord()) {
      return construct(constructor(type), arguments(type));
    }
    throw new IllegalArgumentException(component + " has no zero value: make it @Nullable");
  }

  private static @Nullable Object[] arguments(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(ZeroValues::of).toArray();
  }

  /** The canonical constructor of a record, taking one array of arguments. */
  static MethodHandle constructor(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] parameters =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(parameters);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, components.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no canonical constructor in " + type, e);
    }
  }

  static Object construct(MethodHandle constructor, @Nullable Object[] arguments) {
    try {
      return constructor.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("record constructor failed", e);
    }
  }
}
