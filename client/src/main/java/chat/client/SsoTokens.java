package chat.client;

import java.io.IOException;

/** Where a client gets tokens of the organisation's own login. */
@FunctionalInterface
public interface SsoTokens {

  /**
   * One that is valid now; asked for at every login and renewal.
   *
   * @throws IOException when there is none: the person has to log in anew
   */
  String current() throws IOException, InterruptedException;
}
