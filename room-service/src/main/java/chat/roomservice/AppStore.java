package chat.roomservice;

import chat.model.App;
import java.util.Optional;

/** Apps, which bots belong to. */
interface AppStore {
  Optional<App> findByAssistant(String botAccount);
}
