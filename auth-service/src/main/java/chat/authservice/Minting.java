package chat.authservice;

import chat.authservice.LoginOutcome.Granted;
import chat.authservice.LoginOutcome.Refused;
import chat.model.LoginReply;
import chat.model.LoginUser;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last steps of every login: the token and the answer (12 §3 steps 5 and 6). */
record Minting(UserTokens tokens) {
  private static final Logger LOG = LoggerFactory.getLogger(Minting.class);

  LoginOutcome mint(LoginUser user, String userKey) {
    try {
      return new Granted(new LoginReply(tokens.mint(user.account(), userKey), user));
    } catch (GeneralSecurityException | IOException e) {
      LOG.atError()
          .addKeyValue("error", e.toString())
          .addKeyValue("account", user.account())
          .log("nats jwt signing failed");
      return new Refused(Refusal.NOT_SIGNED);
    }
  }
}
