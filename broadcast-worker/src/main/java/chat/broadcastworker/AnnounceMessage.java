package chat.broadcastworker;

import chat.broadcastworker.RoomStore.LastMessage;
import chat.model.Bots;
import chat.model.Json;
import chat.model.Mentions;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.RoomType;
import chat.model.User;
import chat.roomkeystore.ChannelSealing;
import chat.roomkeystore.ChannelSealing.Choice;
import chat.runtime.Outcome;
import chat.stores.CachedUsers;
import chat.stores.RoomMeta;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new message (05 §5): pointers of the room, flags of who is mentioned, live events.
 *
 * <p>Both writes travel while names, metadata and key are read, and nothing is published before
 * they are done. They are made even when there is no key to seal with: they tell of the history,
 * which holds the message whatever becomes of its live event.
 */
final class AnnounceMessage {
  private static final Logger LOG = LoggerFactory.getLogger(AnnounceMessage.class);

  private final RoomStore rooms;
  private final RoomMetadata metadata;
  private final SubscriptionStore subscriptions;
  private final CachedUsers users;
  private final ChannelSealing sealing;
  private final LiveEvents live;
  private final Surroundings surroundings;

  /**
   * @param writes runs the writes
   */
  record Surroundings(Clock clock, Executor writes) {}

  AnnounceMessage(
      RoomStore rooms,
      RoomMetadata metadata,
      SubscriptionStore subscriptions,
      CachedUsers users,
      ChannelSealing sealing,
      LiveEvents live,
      Surroundings surroundings) {
    this.rooms = rooms;
    this.metadata = metadata;
    this.subscriptions = subscriptions;
    this.users = users;
    this.sealing = sealing;
    this.live = live;
    this.surroundings = surroundings;
  }

  Outcome handle(MessageEvent event, @Nullable String requestId) throws InterruptedException {
    Message message = event.message();
    Mentions mentions = Mentions.parse(message.content()); // 1
    CompletableFuture<Boolean> writes = write(message, mentions); // 4, 6
    Map<String, User> people = people(message, mentions); // 2
    Optional<RoomMeta> room = metadata.of(message.roomId()); // 5
    if (room.isEmpty()) {
      return noRoom(message);
    }
    var announcement = // 3, 7
        new Announcement(message, mentions, people, room.get(), surroundings.clock().millis());
    return switch (Audience.of(room.get().type())) { // 8
      case ROOM -> tellRoom(announcement, writes, requestId);
      case PEOPLE -> tellPeople(announcement, writes, requestId);
      case NOBODY -> tellNobody(announcement, writes);
    };
  }

  /** True in the end when the room is there. */
  private CompletableFuture<Boolean> write(Message message, Mentions mentions) {
    var last = new LastMessage(message.roomId(), message.id(), message.createdAt(), mentions.all());
    CompletableFuture<Boolean> pointed =
        CompletableFuture.supplyAsync(() -> rooms.advance(last), surroundings.writes());
    if (mentions.accounts().isEmpty()) {
      return pointed;
    }
    CompletableFuture<Void> marked =
        CompletableFuture.runAsync(
            () -> subscriptions.markMentioned(message.roomId(), mentions.accounts()),
            surroundings.writes());
    return pointed.thenCombine(marked, (found, _) -> found);
  }

  private Map<String, User> people(Message message, Mentions mentions) {
    Set<String> accounts = new LinkedHashSet<>();
    accounts.add(message.userAccount());
    accounts.addAll(mentions.accounts());
    CachedUsers.Found found = users.byAccounts(accounts);
    if (found.failure() != null) {
      LOG.atWarn()
          .addKeyValue("error", found.failure().toString())
          .addKeyValue("messageID", message.id())
          .log("user lookup failed, falling back to account");
    }
    return found.byAccount();
  }

  private Outcome tellRoom(
      Announcement announcement, CompletableFuture<Boolean> writes, @Nullable String requestId) {
    return switch (sealing.choose(announcement.room().id())) {
      case Choice.Impossible(String reason) ->
          after(writes, announcement, () -> new Outcome.Retry(reason));
      case Choice.Plaintext() ->
          after(
              writes,
              announcement,
              () -> {
                live.toRoom(announcement.plain(), requestId);
                return Outcome.DONE;
              });
      case Choice.Sealed(var sealer) -> {
        var envelope = sealer.seal(Json.write(announcement.clientMessage()));
        yield after(
            writes,
            announcement,
            () -> {
              live.toRoom(announcement.sealed(envelope), requestId);
              return Outcome.DONE;
            });
      }
    };
  }

  private Outcome tellPeople(
      Announcement announcement, CompletableFuture<Boolean> writes, @Nullable String requestId) {
    RoomMeta room = announcement.room();
    List<String> people =
        subscriptions.accountsOf(room.id()).stream()
            .filter(account -> !room.type().equals(RoomType.BOT_DM) || !Bots.isBot(account))
            .toList();
    return after(
        writes,
        announcement,
        () -> {
          tell(people, announcement, true, requestId);
          tell(people, announcement, false, requestId);
          return Outcome.DONE;
        });
  }

  private void tell(
      List<String> people, Announcement announcement, boolean mentioned, @Nullable String id) {
    List<String> accounts = announcement.mentions().accounts();
    live.toPeople(
        people.stream().filter(account -> accounts.contains(account) == mentioned).toList(),
        announcement.personal(mentioned),
        id,
        "publish DM event failed");
  }

  private static Outcome tellNobody(Announcement announcement, CompletableFuture<Boolean> writes) {
    LOG.atWarn()
        .addKeyValue("type", announcement.room().type())
        .addKeyValue("roomID", announcement.room().id())
        .log("unknown room type, skipping fan-out");
    return after(writes, announcement, () -> Outcome.DONE);
  }

  /** What is written first; a room that the cache knows may be gone. */
  private static Outcome after(
      CompletableFuture<Boolean> writes, Announcement announcement, Supplier<Outcome> then) {
    return writes.join() ? then.get() : noRoom(announcement.message());
  }

  private static Outcome noRoom(Message message) {
    return new Outcome.Retry("no room " + message.roomId());
  }
}
