package chat.searchservice;

import chat.model.App;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue of apps. */
interface AppStore {
  /**
   * Apps by a part of their name, whatever its case, in the order of names.
   *
   * @param assistantEnabled what the field must hold; null = anything
   */
  List<App> find(
      String part, @Nullable Boolean assistantEnabled, PageSizes.Window page, Duration limit);
}
