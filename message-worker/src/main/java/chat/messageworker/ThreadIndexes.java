package chat.messageworker;

import static com.mongodb.client.model.Indexes.ascending;

import chat.stores.CollectionNames;
import chat.stores.IndexSpec;
import java.util.List;

/**
 * The indexes that this service makes at start (06 §10): replies rely on them. The one on {@code
 * userId} is neither made nor dropped (00 row 10).
 */
final class ThreadIndexes {
  static final List<IndexSpec> ALL =
      List.of(
          IndexSpec.of(CollectionNames.THREAD_ROOMS, ascending("parentMessageId")).asUnique(),
          IndexSpec.of(
                  CollectionNames.THREAD_SUBSCRIPTIONS, ascending("threadRoomId", "userAccount"))
              .asUnique());

  private ThreadIndexes() {}
}
