package chat.localfleet.demo;

import chat.client.RoomRef;
import chat.model.Message;
import chat.model.MessageHit;
import chat.model.RoomHit;
import chat.model.SearchMessagesReply;
import chat.model.SearchMessagesRequest;
import chat.model.SearchRoomsRequest;
import java.util.List;
import java.util.Optional;

/** What was said is found by members at both sites, and by nobody else. */
final class SearchAct {
  private static final String WORD = "heron";
  private static final String NOTHING = "{\"messages\":[],\"total\":0}";
  private static final int PAGE = 100;

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;
  private final Message said;
  private final Stores home;

  /**
   * @param said holds the word
   * @param home where it is indexed
   */
  SearchAct(Stage stage, Cast cast, RoomRef room, Message said, Stores home) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
    this.said = said;
    this.home = home;
  }

  void play() throws Exception {
    stage.act("Who finds the heron");
    stage.say(
        "A message is indexed at its room's home site, and the index shows it within 30 s; the demo asks it to show it now.");
    membersFindIt();
    othersDoNot();
    roomsAndPeople();
  }

  private void membersFindIt() throws InterruptedException {
    stage.show("they search", "\"" + WORD + "\"");
    for (Person person : List.of(cast.alice, cast.greta)) {
      boolean found =
          ThreadAct.awaited(
              () -> {
                home.showWhatIsIndexed();
                return finds(person, WORD).isPresent();
              });
      stage.check(person.name() + " finds what Erin said", found);
    }
    Optional<MessageHit> hit = finds(cast.greta, WORD);
    stage.check(
        "%s asked her own site, which asked %s".formatted(cast.greta.name(), room.siteId()),
        hit.map(h -> h.siteId().equals(room.siteId()) && h.userAccount().equals("erin"))
            .orElse(false));
    stage.check(
        "the beginning of the word is enough for her", finds(cast.greta, "her").isPresent());
  }

  private void othersDoNot() throws InterruptedException {
    String everywhere = cast.mallory.ask("search.messages", "{\"query\":\"%s\"}".formatted(WORD));
    stage.check("Mallory finds nothing", everywhere.equals(NOTHING), everywhere);
    String inTheRoom =
        cast.mallory.ask(
            "search.messages",
            "{\"query\":\"%s\",\"roomIds\":[\"%s\"]}".formatted(WORD, room.roomId()));
    stage.check("naming the room opens nothing to Mallory", inTheRoom.equals(NOTHING), inTheRoom);
    stage.check(
        "Farid, who was let in and sent away, finds nothing of it any more",
        finds(cast.late("farid"), WORD).isEmpty());
  }

  private void roomsAndPeople() throws InterruptedException {
    var search = new SearchRoomsRequest("harb", "", PAGE, 0);
    stage.check(
        "Erin finds the room by its name",
        cast.erin.client().searches().rooms(search).orThrow().rooms().stream()
            .map(RoomHit::roomId)
            .anyMatch(room.roomId()::equals));
    String rooms = cast.mallory.ask("search.rooms", "{\"query\":\"harb\"}");
    stage.check("Mallory does not", rooms.equals("{\"rooms\":[]}"), rooms);
    stage.check(
        "people are in the directory: Alice finds Greta",
        cast.alice.client().searches().users("greta").orThrow().stream()
            .anyMatch(person -> person.account().equals("greta")));
  }

  /** In any room: earlier demos may have left the word in theirs. */
  private Optional<MessageHit> finds(Person person, String word) throws InterruptedException {
    SearchMessagesReply reply =
        person
            .client()
            .searches()
            .messages(new SearchMessagesRequest(word, List.of(), PAGE, 0))
            .orThrow();
    return reply.messages().stream().filter(hit -> hit.messageId().equals(said.id())).findFirst();
  }
}
