package chat.localfleet.demo;

import chat.client.Draft;
import chat.client.RoomRef;
import chat.model.Message;
import java.util.Optional;

/** Something is said: sealed once, opened by every member at both sites. */
final class MessageAct {
  static final String TEXT = "Crane 4 is down, @bruno can you look? Code word: heron.";

  private final Stage stage;
  private final Cast cast;
  private final RoomRef room;

  MessageAct(Stage stage, Cast cast, RoomRef room) {
    this.stage = stage;
    this.cast = cast;
    this.room = room;
  }

  Message play() throws Exception {
    stage.act("Erin says something, from the other site");
    Message said = cast.erin.client().messages().send(room, Draft.of(TEXT)).orThrow();
    stage.show("she writes", "\"" + TEXT + "\"");
    stage.show("message id", said.id());
    stage.check(
        "the gatekeeper accepted it and stamped who said it", said.userAccount().equals("erin"));
    for (Person person : cast.members()) {
      Optional<String> read = person.reads(room, said.id());
      stage.check(
          person.name() + " opens it",
          read.equals(Optional.of(TEXT)),
          read.isPresent() ? "another text" : seenInstead(person, said));
    }
    boolean mentioned =
        cast.bruno.sees(room, said.id()).stream()
            .flatMap(update -> update.event().mentions().stream())
            .anyMatch(mention -> mention.account().equals("bruno"));
    stage.check("Bruno is told that he is mentioned", mentioned);
    return said;
  }

  private String seenInstead(Person person, Message said) throws InterruptedException {
    return person
        .sees(room, said.id())
        .map(Object::getClass)
        .map(Class::getSimpleName)
        .orElse("nothing arrived");
  }
}
