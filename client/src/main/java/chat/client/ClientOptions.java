package chat.client;

import io.nats.client.AuthHandler;
import java.time.Duration;

/**
 * Who connects where, and for how long it waits.
 *
 * @param url NATS server addresses, comma separated
 * @param auth proves to the server who this is; the token of a {@link ChatLogin} is renewed in time
 * @param requestTimeout for answers to requests
 * @param resultTimeout for results of what is done behind a request: sent messages, room jobs
 */
public record ClientOptions(
    String url, String account, AuthHandler auth, Duration requestTimeout, Duration resultTimeout) {

  /** With waiting times for a person. */
  public ClientOptions(String url, String account, AuthHandler auth) {
    this(url, account, auth, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  /** Of somebody who logged in at auth-service; their token is renewed while the client is open. */
  public ClientOptions(String url, ChatLogin login) {
    this(url, login.user().account(), login);
  }
}
