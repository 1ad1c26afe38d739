package chat.roomservice;

import static com.mongodb.client.model.Indexes.ascending;

import chat.stores.CollectionNames;
import chat.stores.IndexSpec;
import java.util.List;

/**
 * The indexes that this service makes at start, in the contract's order and with its names (02
 * §6.2).
 */
final class RoomIndexes {
  static final List<IndexSpec> ALL =
      List.of(
          IndexSpec.of(CollectionNames.ROOM_MEMBERS, ascending("rid")),
          IndexSpec.of(CollectionNames.ROOM_MEMBERS, ascending("rid", "member.type", "member.id"))
              .asUnique(),
          IndexSpec.of(CollectionNames.SUBSCRIPTIONS, ascending("roomId", "u.account")).asUnique(),
          IndexSpec.of(CollectionNames.USERS, ascending("account")),
          IndexSpec.of(CollectionNames.USERS, ascending("sectId", "account")),
          IndexSpec.of(CollectionNames.USERS, ascending("deptId", "account")),
          IndexSpec.of(CollectionNames.APPS, ascending("assistant.name"))
              .named("assistant_name_idx"),
          IndexSpec.of(CollectionNames.SUBSCRIPTIONS, ascending("roomId", "lastSeenAt")),
          IndexSpec.of(CollectionNames.SUBSCRIPTIONS, ascending("u.account", "name")));

  private RoomIndexes() {}
}
