package chat.client;

import chat.model.RoomEvent;

/** A live event of a room, as far as this client can read it. */
public sealed interface RoomUpdate {

  /** The event; what was sealed in it stands in the plain fields now if it could be opened. */
  RoomEvent event();

  /** All of it can be read. */
  record Opened(RoomEvent event) implements RoomUpdate {}

  /** What was said stays sealed. The history shows it to whoever may read it. */
  record Locked(RoomEvent event, Reason reason) implements RoomUpdate {}

  /** Why an event cannot be read, in words for people. */
  enum Reason {
    NOT_A_MEMBER("not a member of this room"),
    NOT_A_MEMBER_THEN("not a member when this was said"),
    KEY_GONE("key no longer kept"),
    KEY_DOES_NOT_FIT("sealed with a key that nobody hands out"),
    MALFORMED("not a valid event"),
    TOO_MANY_WAITING("too many events waited for their key"),
    CLIENT_CLOSED("the client was closed before the key arrived");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }
}
