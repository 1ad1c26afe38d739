package chat.searchsyncworker;

import chat.localservers.LocalServers;
import chat.localservers.TestSite;
import chat.runtime.Secret;
import chat.stores.SearchConfig;
import chat.stores.SearchConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The real engine does what the fake does. */
@LocalServers
class RestSearchEngineIT extends SearchEngineContract {
  private static SearchConnection connection;
  private static SearchEngine engine;
  private static IndexNames names;

  @BeforeAll
  static void connect(TestSite site) {
    connection =
        SearchConnection.open(
            new SearchConfig(new Secret(site.searchUrl()), "", new Secret(""), false));
    engine = new RestSearchEngine(connection);
    names = TestIndices.of(site.siteId());
    IndexSetup.run(engine, names);
    IndexSetup.run(engine, names);
  }

  @AfterAll
  static void close() {
    connection.close();
  }

  @Override
  SearchEngine engine() {
    return engine;
  }

  @Override
  IndexNames names() {
    return names;
  }
}
