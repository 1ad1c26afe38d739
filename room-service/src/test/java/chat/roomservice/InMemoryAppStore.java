package chat.roomservice;

import chat.model.App;
import java.util.Optional;

/** Apps of {@link Documents}. */
final class InMemoryAppStore implements AppStore {
  private final Documents site;

  InMemoryAppStore(Documents site) {
    this.site = site;
  }

  @Override
  public Optional<App> findByAssistant(String botAccount) {
    return site.apps.stream()
        .filter(app -> app.assistant() != null && app.assistant().name().equals(botAccount))
        .findFirst();
  }
}
