package chat.localfleet.demo;

import chat.client.Answer;
import chat.client.ClientEvent;
import chat.client.ClientEvent.KeyReceived;
import chat.client.ClientEvent.SubscriptionChanged;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.client.RoomUpdate;
import chat.model.HistoryMode;
import chat.model.ListMembersReply;
import chat.model.ListMembersRequest;
import chat.model.LoadHistoryRequest;
import chat.model.Message;
import chat.model.Role;
import chat.model.RoomMember;
import chat.model.SubscriptionAction;
import java.util.List;
import java.util.Optional;

/** An org joins and has to go again: who is out can open nothing that is said afterwards. */
final class MembershipAct {
  private static final String ORG = "d-night";
  private static final String AFTERWARDS = "Now that the night shift is gone: the code is 4711.";

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;

  MembershipAct(Stage stage, Cast cast, RoomRef room) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
  }

  void play() throws Exception {
    stage.act("People come and go");
    Person farid = cast.comesLate("farid", cast.remote);
    joins(farid);
    becomesOwner(cast.bruno);
    leaves(farid);
    reads();
  }

  private void joins(Person farid) throws InterruptedException {
    stage.say("Alice lets in the night shift of %s, Farid and Hugo.".formatted(cast.remote.id()));
    Invited org = new Invited(List.of(), List.of(ORG), List.of());
    cast.alice.client().rooms().add(room, org, HistoryMode.ALL).orThrow();
    stage.check("Farid is told that he is in", told(farid, SubscriptionAction.ADDED));
    stage.check("Farid was handed the room's key", key(farid).isPresent());
    farid.client().open(room);
    Message said = say(cast.erin, "Welcome, night shift.");
    stage.check(
        "he opens what Erin says next",
        farid.reads(room, said.id()).equals(Optional.of("Welcome, night shift.")));
  }

  private void becomesOwner(Person person) throws InterruptedException {
    cast.alice.client().rooms().changeRole(room, person.account(), Role.OWNER).orThrow();
    stage.check(
        person.name() + " is told that he is an owner now",
        told(person, SubscriptionAction.ROLE_UPDATED));
    stage.check(
        "the list of members says so, and names the org",
        members().stream()
                .anyMatch(m -> m.member().account().equals("bruno") && m.member().isOwner())
            && members().stream().anyMatch(m -> m.member().id().equals(ORG)));
  }

  private void leaves(Person farid) throws InterruptedException {
    long before = version(cast.alice);
    stage.say("Bruno sends the night shift away: everybody who stays gets another key first.");
    cast.bruno.client().rooms().removeOrg(room, ORG).orThrow();
    stage.check("Farid is told that he is out", told(farid, SubscriptionAction.REMOVED));
    stage.check(
        "Alice holds the next key",
        cast.alice
            .await(KeyReceived.class, k -> k.roomId().equals(room.roomId()) && k.version() > before)
            .isPresent());
    stage.check("Farid was not handed it", version(farid) <= before);
    Message said = say(cast.alice, AFTERWARDS);
    for (Person stays : List.of(cast.bruno, cast.erin, cast.greta)) {
      stage.check(
          stays.name() + " opens what Alice says then",
          stays.reads(room, said.id()).equals(Optional.of(AFTERWARDS)));
    }
    stage.check(
        "Farid, who still listens, cannot open it",
        farid.sees(room, said.id()).filter(RoomUpdate.Locked.class::isInstance).isPresent());
    stage.check(
        "the history is closed to him as well",
        farid.client().messages().history(room, new LoadHistoryRequest(null, 20, null))
            instanceof Answer.Refused<?>);
  }

  private void reads() throws InterruptedException {
    Message said = say(cast.alice, "Who has read this?");
    cast.bruno.client().rooms().read(room).orThrow();
    stage.check(
        "Bruno reads the room, and Alice sees it",
        ChannelAct.awaited(() -> hasRead("bruno", said.id())));
  }

  private boolean hasRead(String account, String messageId) {
    try {
      return cast.alice.client().rooms().readers(room, messageId).orThrow().readers().stream()
          .anyMatch(reader -> reader.account().equals(account));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Message say(Person person, String text) throws InterruptedException {
    stage.show(person.name() + " writes", "\"" + text + "\"");
    return person.client().messages().send(room, Draft.of(text)).orThrow();
  }

  private List<RoomMember> members() throws InterruptedException {
    ListMembersReply reply =
        cast.alice
            .client()
            .rooms()
            .members(room, new ListMembersRequest(null, null, true))
            .orThrow();
    return reply.members();
  }

  private boolean told(Person person, String action) throws InterruptedException {
    return person
        .await(
            SubscriptionChanged.class,
            changed ->
                changed.update().action().equals(action)
                    && changed.update().subscription().roomId().equals(room.roomId()))
        .isPresent();
  }

  private Optional<KeyReceived> key(Person person) throws InterruptedException {
    return person.await(KeyReceived.class, key -> key.roomId().equals(room.roomId()));
  }

  /** The highest version that a person was handed. */
  private long version(Person person) {
    return person.toldAll(ClientEvent.KeyReceived.class).stream()
        .filter(key -> key.roomId().equals(room.roomId()))
        .mapToLong(KeyReceived::version)
        .max()
        .orElse(-1);
  }
}
