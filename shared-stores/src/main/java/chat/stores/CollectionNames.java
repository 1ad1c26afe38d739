package chat.stores;

/** Names of the collections in a site's MongoDB (contract 01 §2). */
public final class CollectionNames {
  /** Of {@link chat.model.Room}. */
  public static final String ROOMS = "rooms";

  /** Of {@link chat.model.Subscription}. */
  public static final String SUBSCRIPTIONS = "subscriptions";

  /** Of {@link chat.model.RoomMember}. */
  public static final String ROOM_MEMBERS = "room_members";

  /** Of {@link chat.model.User}. */
  public static final String USERS = "users";

  /** Of {@link chat.model.App}. */
  public static final String APPS = "apps";

  /** Of {@link chat.model.ThreadRoom}. */
  public static final String THREAD_ROOMS = "thread_rooms";

  /** Of {@link chat.model.ThreadSubscription}. */
  public static final String THREAD_SUBSCRIPTIONS = "thread_subscriptions";

  private CollectionNames() {}
}
