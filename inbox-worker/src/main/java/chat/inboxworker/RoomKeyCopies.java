package chat.inboxworker;

import chat.runtime.Outcome;

/**
 * This site's copies of the keys of other sites' rooms (04 §12.3). They take the very version of
 * the room's home site; nothing here makes or replaces keys.
 */
interface RoomKeyCopies {
  /** For a site that keeps none. */
  RoomKeyCopies NONE =
      new RoomKeyCopies() {
        @Override
        public Outcome ensurePresent(String roomId, InboxEvent event) {
          return Outcome.DONE;
        }

        @Override
        public Outcome renew(String roomId, InboxEvent event) {
          return Outcome.DONE;
        }
      };

  /** Somebody joined: there must be a copy, of whatever version. */
  Outcome ensurePresent(String roomId, InboxEvent event) throws InterruptedException;

  /** Somebody left: the home site has another key by now. */
  Outcome renew(String roomId, InboxEvent event) throws InterruptedException;
}
