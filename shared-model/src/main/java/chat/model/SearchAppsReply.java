package chat.model;

import java.util.List;

/** Apps that were found (contract 01 §2.6). */
public record SearchAppsReply(List<App> apps) {
  /** Copies the lists. */
  public SearchAppsReply {
    apps = List.copyOf(apps);
  }
}
