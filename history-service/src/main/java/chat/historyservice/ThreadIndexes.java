package chat.historyservice;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import chat.stores.CollectionNames;
import chat.stores.IndexSpec;
import java.util.List;

/** The indexes that this service makes at start (09 §1.4). */
final class ThreadIndexes {
  static final List<IndexSpec> ALL =
      List.of(
          IndexSpec.of(
              CollectionNames.THREAD_ROOMS,
              compoundIndex(
                  ascending("roomId"),
                  descending("lastMsgAt"),
                  ascending("threadParentCreatedAt"))),
          IndexSpec.of(
              CollectionNames.THREAD_ROOMS,
              compoundIndex(
                  ascending("roomId", "replyAccounts"),
                  descending("lastMsgAt"),
                  ascending("threadParentCreatedAt"))),
          IndexSpec.of(
                  CollectionNames.THREAD_SUBSCRIPTIONS, ascending("threadRoomId", "userAccount"))
              .asUnique());

  private ThreadIndexes() {}
}
