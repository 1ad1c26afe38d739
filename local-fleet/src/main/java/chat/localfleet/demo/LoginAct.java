package chat.localfleet.demo;

import chat.client.LoginRefusedException;
import chat.localfleet.FleetLogins;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who is not known does not get in, and neither does a token that somebody has changed. */
final class LoginAct {
  private final Stage stage;
  private final Cast cast;

  LoginAct(Stage stage, Cast cast) {
    this.stage = stage;
    this.cast = cast;
  }

  void play() throws Exception {
    if (cast.home.oidcIssuer() == null) {
      stage.say("The fleet runs in development mode: everybody is believed.");
      return;
    }
    stage.check("a changed token of Mallory's login is refused", isRefused());
  }

  private boolean isRefused() throws Exception {
    try {
      FleetLogins.logInWith(
          cast.home, changed(FleetLogins.ssoToken(cast.home, "mallory")), cast.clock());
      return false;
    } catch (LoginRefusedException e) {
      return e.status() == 401;
    }
  }

  /** The same header and signature around claims that name Alice. */
  private static String changed(String token) {
    String[] parts = token.split("\\.");
    byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
    String altered = new String(claims, StandardCharsets.UTF_8).replace("mallory", "alice");
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(altered.getBytes(StandardCharsets.UTF_8));
    return String.join(".", parts);
  }
}
