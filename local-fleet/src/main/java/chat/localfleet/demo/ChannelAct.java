package chat.localfleet.demo;

import chat.client.ClientEvent;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.model.CreateRoomReply;
import chat.model.Role;
import chat.model.Room;
import chat.model.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A channel is made at one site with members of the other, and its key reaches everybody. */
final class ChannelAct {
  private static final Duration FEDERATION = Duration.ofSeconds(15);

  private final Stage stage;
  private final Cast cast;
  private final Stores home;
  private final Stores remote;

  ChannelAct(Stage stage, Cast cast, Stores home, Stores remote) {
    this.stage = stage;
    this.cast = cast;
    this.home = home;
    this.remote = remote;
  }

  RoomRef play() throws Exception {
    stage.act("Alice makes a channel");
    stage.say(
        "She invites Bruno and Erin by name, and the section Harbour, which Greta and Carla belong to.");
    CreateRoomReply made =
        cast.alice
            .client()
            .rooms()
            .create(
                cast.home.id(),
                "Harbour crew",
                new Invited(List.of("bruno", "erin"), List.of(Cast.ORG), List.of()))
            .orThrow();
    var room = new RoomRef(made.roomId(), cast.home.id());
    stage.show("room", room.roomId() + " at " + room.siteId());
    stage.check("the request was accepted and the job is done", made.status().equals("accepted"));
    checkStores(room);
    checkEvents(room);
    return room;
  }

  private void checkStores(RoomRef room) throws InterruptedException {
    Optional<Room> stored = home.room(room.roomId());
    stage.check(
        "the room stands at its home site, with five members",
        stored.map(r -> r.userCount() == 5 && r.name().equals("Harbour crew")).orElse(false),
        stored.map(r -> r.userCount() + " members").orElse("no room"));
    Set<String> accounts = accounts(home.subscriptions(room.roomId()));
    stage.check(
        "Greta and Carla are in through their section",
        accounts.equals(Set.of("alice", "bruno", "carla", "erin", "greta")),
        accounts.toString());
    boolean owner =
        home.subscription(room.roomId(), "alice")
            .map(s -> List.of(Role.OWNER).equals(s.roles()))
            .orElse(false);
    stage.check("Alice is its owner", owner);
    boolean arrived =
        awaited(
            () -> accounts(remote.subscriptions(room.roomId())).equals(Set.of("erin", "greta")));
    stage.check(
        "%s has copies for its own two people, brought by the outbox".formatted(cast.remote.id()),
        arrived,
        accounts(remote.subscriptions(room.roomId())).toString());
  }

  private void checkEvents(RoomRef room) throws InterruptedException {
    stage.say("Every member is told of the room, then handed its key: a P-256 scalar, version 0.");
    for (Person person : cast.members()) {
      boolean told =
          person
              .await(
                  ClientEvent.SubscriptionChanged.class,
                  e -> e.update().subscription().roomId().equals(room.roomId()))
              .isPresent();
      stage.check(person.name() + " was told of the room", told);
      boolean keyed =
          person
              .await(
                  ClientEvent.KeyReceived.class,
                  e -> e.roomId().equals(room.roomId()) && e.version() == 0)
              .isPresent();
      stage.check(person.name() + " holds key version 0", keyed);
      person.client().open(room);
    }
  }

  private static Set<String> accounts(List<Subscription> subscriptions) {
    return subscriptions.stream().map(s -> s.u().account()).collect(Collectors.toSet());
  }

  /** True as soon as it is, false when it is not in time. */
  static boolean awaited(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + FEDERATION.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }
}
