package chat.localfleet.findable;

import static org.awaitility.Awaitility.await;

import chat.client.ChatClient;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.localfleet.load.FleetClients;
import chat.localfleet.load.LoadPeople;
import chat.model.Bytes;
import chat.model.Ids;
import chat.model.Json;
import chat.model.MemberAdded;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.OutboxEvent;
import chat.model.OutboxType;
import chat.model.RoomType;
import chat.model.Subjects;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A test of the comparison: events that say what is not so reach the indices through the real
 * workers, and each must be noticed.
 */
public final class Breaks implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FleetStatus fleet;
  private final Clock clock;
  private final String word;
  private final LoadPeople people;
  private final FleetClients clients;

  public Breaks(FleetStatus fleet, Clock clock) {
    this.fleet = fleet;
    this.clock = clock;
    this.word = "tale" + new Ids(clock).newRoomId().toLowerCase(Locale.ROOT);
    this.people = new LoadPeople(fleet, word, 1);
    this.clients = new FleetClients(clock);
  }

  /** A break, and what the comparison says of it. */
  public record Noticed(String what, Set<String> disagreements) {}

  /** One who was sent away is let in again in the index alone; then an edit and a deletion. */
  public List<Noticed> notice() throws Exception {
    FleetStatus.Site home = fleet.sites().getFirst();
    FleetStatus.Site away = fleet.sites().getLast();
    ChatClient owner = clients.login(home, people.of(0).getFirst(), _ -> {});
    ChatClient guest = clients.login(away, people.of(1).getFirst(), _ -> {});
    var room =
        new RoomRef(
            owner
                .rooms()
                .create(home.id(), word + " den", Invited.users(guest.account()))
                .orThrow()
                .roomId(),
            home.id());
    Message said = owner.messages().send(room, Draft.of(word + " said")).orThrow();
    Message other = owner.messages().send(room, Draft.of(word + " as well")).orThrow();
    owner.rooms().remove(room, guest.account()).orThrow();
    var atHome = new View(owner, room);
    var outside = new View(guest, room);
    await().atMost(PATIENCE).until(() -> rests(atHome) && rests(outside));
    publish(away, Subjects.inbox(away.id(), OutboxType.MEMBER_ADDED), letIn(room, guest.account()));
    var member = new Noticed("a removal that did not reach the index", outside.changed());
    publish(home, Subjects.messageUpdated(home.id()), event(said, MessageEventType.UPDATED, home));
    var text = new Noticed("an edit that the history does not know", atHome.changed());
    await().atMost(PATIENCE).until(() -> !atHome.wrong().isEmpty());
    Set<String> before = atHome.wrong();
    publish(home, Subjects.messageDeleted(home.id()), event(other, MessageEventType.DELETED, home));
    await().atMost(PATIENCE).until(() -> !atHome.wrong().equals(before));
    return List.of(member, text, new Noticed("a message that the index lost", atHome.wrong()));
  }

  private static boolean rests(View view) throws Exception {
    return view.wrong().isEmpty();
  }

  /** One person's two sights of the room. */
  private final class View {
    private final ChatClient client;
    private final RoomRef room;

    View(ChatClient client, RoomRef room) {
      this.client = client;
      this.room = room;
    }

    Set<String> wrong() throws Exception {
      Findable.showWhatIsIndexed(fleet);
      Sight shown = Sight.shown(client, List.of(room));
      Sight found = Sight.found(client, word);
      return Sight.disagreements("somebody", shown, found);
    }

    Set<String> changed() {
      return await().atMost(PATIENCE).until(this::wrong, wrong -> !wrong.isEmpty());
    }
  }

  private byte[] letIn(RoomRef room, String account) {
    long now = clock.millis();
    var member =
        new MemberAdded(
            OutboxType.MEMBER_ADDED,
            room.roomId(),
            word + " den",
            RoomType.CHANNEL,
            List.of(account),
            room.siteId(),
            "",
            now,
            0,
            now);
    return Json.write(
        new OutboxEvent(
            OutboxType.MEMBER_ADDED,
            room.siteId(),
            room.siteId(),
            Bytes.of(Json.write(member)),
            now));
  }

  private byte[] event(Message m, String kind, FleetStatus.Site site) {
    var changed =
        new Message(
            m.id(),
            m.roomId(),
            m.userId(),
            m.userAccount(),
            word + " never said",
            List.of(),
            m.createdAt(),
            null,
            null,
            "",
            null,
            false,
            "",
            Bytes.EMPTY,
            null);
    return Json.write(new MessageEvent(kind, changed, site.id(), clock.millis()));
  }

  private static void publish(FleetStatus.Site site, String subject, byte[] body) throws Exception {
    Options options =
        Options.builder()
            .server(site.nats())
            .authHandler(Nats.credentials(site.natsCreds()))
            .inboxPrefix("chat.server.response")
            .build();
    try (Connection nats = Nats.connect(options)) {
      nats.jetStream().publish(subject, body);
    }
  }

  @Override
  public void close() {
    clients.close();
    people.close();
  }
}
