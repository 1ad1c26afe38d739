package chat.client;

import java.time.Duration;

/** Waits between tries. */
interface Pauses {

  void pause(Duration pause) throws InterruptedException;
}
