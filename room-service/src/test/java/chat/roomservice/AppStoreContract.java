package chat.roomservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.App;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every app store does. */
abstract class AppStoreContract {
  abstract AppStore storeOf(Documents site);

  @Test
  void findByAssistant_wantsTheBotsAccount() {
    var site = new Documents();
    site.app("help.bot", false);
    site.app("other.bot", true);
    site.apps.add(new App("bare", "help.bot", "", null, List.of()));

    AppStore store = storeOf(site);

    assertThat(store.findByAssistant("help.bot")).contains(site.apps.getFirst());
    assertThat(store.findByAssistant("none.bot")).isEmpty();
  }
}
