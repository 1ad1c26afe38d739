package chat.historyservice;

import chat.model.StoredMessage;
import java.util.Random;

class InMemoryPagingTest extends PagingContract {
  private final InMemoryMessageStore store = new InMemoryMessageStore(HistoryWorld.BUCKETS);
  private final Tables tables =
      new Tables(
          store,
          new InMemoryMessageChanges(store),
          HistoryWorld.counting(new InMemoryReplyCounts(store), new InMemoryVisibleReplies(store)));

  @Override
  Tables any(Random random) {
    return tables;
  }

  @Override
  int enough() {
    return 300;
  }

  @Override
  void insert(StoredMessage message) {
    store.add(message);
  }

  @Override
  void insertReply(StoredMessage message) {
    if (message.tshow()) { // it is known by its id already
      store.inThreads.add(message);
    } else {
      store.addReply(message);
    }
  }
}
