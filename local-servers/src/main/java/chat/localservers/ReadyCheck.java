package chat.localservers;

import java.io.IOException;

/** Asks a server whether it is ready, and whether it is the one that was started. */
@FunctionalInterface
public interface ReadyCheck {

  /**
   * True when the wanted server answered that it is ready.
   *
   * @throws IOException when nothing answers yet: ask again
   * @throws ServerStartException when somebody else's server answered: give up
   */
  boolean ready() throws IOException;
}
