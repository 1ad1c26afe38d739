package chat.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An app of the catalogue, one document of {@code apps}, which the fleet only reads (contract 01
 * §2.2).
 */
public record App(
    String id,
    String name,
    @OmitEmpty String description,
    @OmitEmpty @Nullable Assistant assistant,
    @OmitEmpty List<Sponsor> sponsors) {
  /** Copies the lists. */
  public App {
    sponsors = List.copyOf(sponsors);
  }
}
