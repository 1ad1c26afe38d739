package chat.model;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what {@link OmitEmpty} leaves out: it skips values that are "equal" to this object.
 */
final class ZeroFilter {
  @Override
  @SuppressWarnings("EqualsUnsafeCast") // Jackson's protocol for inclusion filters, not an equality
  public boolean equals(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Long number -> number == 0;
      case Boolean flag -> !flag;
      case Bytes bytes -> bytes.isEmpty();
      case Collection<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
