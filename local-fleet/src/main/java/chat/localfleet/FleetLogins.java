package chat.localfleet;

import chat.client.ChatLogin;
import chat.client.SsoTokens;
import chat.localservers.IssuerServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Logs people in at a running fleet, the way its auth-service wants it. */
public final class FleetLogins {
  private FleetLogins() {}

  /**
   * Through the organisation's login and the site's auth-service.
   *
   * @throws FleetException when the login does not know the person
   */
  public static ChatLogin logIn(FleetStatus.Site site, String account, Clock clock)
      throws IOException, InterruptedException {
    URI auth = URI.create(site.auth());
    return site.oidcIssuer() == null
        ? ChatLogin.asDeveloper(auth, account, clock)
        : ChatLogin.withSso(auth, browser(site, account), clock);
  }

  /** A fresh token of the organisation's login. */
  public static String ssoToken(FleetStatus.Site site, String account)
      throws IOException, InterruptedException {
    return browser(site, account).current();
  }

  /** Shows a token of the organisation's login, or what somebody takes for one, to auth-service. */
  public static ChatLogin logInWith(FleetStatus.Site site, String ssoToken, Clock clock)
      throws IOException, InterruptedException {
    return ChatLogin.withSso(URI.create(site.auth()), () -> ssoToken, clock);
  }

  /** The person's browser. */
  private static SsoTokens browser(FleetStatus.Site site, String account) throws IOException {
    if (site.oidcIssuer() == null) {
      throw new FleetException("the fleet runs in development mode, there is no login");
    }
    Path password = Path.of(site.authSigningKey()).resolveSibling(FleetFolder.PEOPLE_PASSWORD);
    return new BrowserLogin(
        site.oidcIssuer(), IssuerServer.CLIENT_ID, account, Files.readString(password).strip());
  }
}
