package chat.client;

import chat.model.DevLoginRequest;
import chat.model.Json;
import chat.model.LoginReply;
import chat.model.LoginUser;
import chat.model.MalformedJsonException;
import chat.model.SsoLoginRequest;
import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody's login: a key pair that never leaves this process, and the token that auth-service made
 * for it, which is renewed before it ends. Safe for concurrent use. Prints nothing secret.
 */
public final class ChatLogin implements AuthHandler {
  private static final Logger log = LoggerFactory.getLogger(ChatLogin.class);

  /** Asks auth-service. */
  private interface Request {
    LoginReply send(String publicKey) throws IOException, InterruptedException;
  }

  /** The times that a token names count by the server's clock; only their distance is used. */
  private record Times(long iat, long exp) {}

  private record Token(LoginReply reply, Instant received, Duration life) {}

  private final NKey key;
  private final String publicKey;
  private final Request request;
  private final Clock clock;
  private volatile Token token;

  private ChatLogin(Request request, Clock clock) throws IOException, InterruptedException {
    this.request = request;
    this.clock = clock;
    try {
      this.key = NKey.createUser(null);
      this.publicKey = new String(key.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is missing", e);
    }
    this.token = fetch();
  }

  /**
   * Logs in with the organisation's own login.
   *
   * @param authService as {@code http://host:port}
   * @throws LoginRefusedException when auth-service does not let them in
   * @throws IOException when it does not answer, or there is no single-sign-on token
   */
  public static ChatLogin withSso(URI authService, SsoTokens sso, Clock clock)
      throws IOException, InterruptedException {
    var service = new AuthService(authService);
    return new ChatLogin(
        publicKey -> service.logIn(new SsoLoginRequest(sso.current(), publicKey)), clock);
  }

  /** Logs in where auth-service runs in development mode and believes everybody. */
  public static ChatLogin asDeveloper(URI authService, String account, Clock clock)
      throws IOException, InterruptedException {
    var service = new AuthService(authService);
    return new ChatLogin(
        publicKey -> service.logIn(new DevLoginRequest(account, publicKey)), clock);
  }

  /** Who this is, as auth-service says. */
  public LoginUser user() {
    return token.reply.user();
  }

  /** A NATS credentials file: token and seed, a secret. It ends with the present token. */
  public String credentials() {
    return String.format(
        JwtUtils.NATS_USER_JWT_FORMAT, token.reply.natsJwt(), new String(key.getSeed()));
  }

  /** When the present token should be replaced: after three quarters of its life. */
  Instant renewAt() {
    Token now = token;
    return now.received.plus(now.life.multipliedBy(3).dividedBy(4));
  }

  /** Gets another token for the same key pair. */
  synchronized void renew() throws IOException, InterruptedException {
    Token next = fetch();
    if (!next.reply.user().account().equals(user().account())) {
      throw new IOException("another account logged in meanwhile");
    }
    token = next;
  }

  /** Gets another token unless somebody else has just done so. */
  synchronized void renewIfDue() throws IOException, InterruptedException {
    if (!now().isBefore(renewAt())) {
      renew();
    }
  }

  /** By this login's clock. */
  Instant now() {
    return clock.instant();
  }

  private Token fetch() throws IOException, InterruptedException {
    LoginReply reply = request.send(publicKey);
    try {
      String claims = JwtUtils.getClaimBody(reply.natsJwt());
      Times times = Json.read(claims.getBytes(StandardCharsets.UTF_8), Times.class);
      return new Token(reply, clock.instant(), Duration.ofSeconds(times.exp - times.iat));
    } catch (MalformedJsonException | RuntimeException e) {
      throw new IOException("auth-service answered with something that is no token", e);
    }
  }

  @Override
  public byte[] sign(byte[] nonce) {
    try {
      return key.sign(nonce);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  @Override
  public char[] getID() {
    return publicKey.toCharArray();
  }

  /** The connection library asks at every connect: a token near its end is replaced first. */
  @Override
  public char[] getJWT() {
    try {
      renewIfDue();
    } catch (IOException e) {
      log.warn("the token of {} cannot be renewed: {}", user().account(), e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return token.reply.natsJwt().toCharArray();
  }

  @Override
  public String toString() {
    return "ChatLogin[" + user().account() + "]";
  }
}
