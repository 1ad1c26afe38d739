package chat.searchsyncworker;

/** Holds the fake true. */
class FakeSearchEngineTest extends SearchEngineContract {
  private final FakeSearchEngine engine = new FakeSearchEngine();

  @Override
  SearchEngine engine() {
    return engine;
  }

  @Override
  IndexNames names() {
    return Samples.NAMES;
  }
}
