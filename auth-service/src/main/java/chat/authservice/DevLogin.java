package chat.authservice;

import chat.authservice.LoginOutcome.Granted;
import chat.authservice.LoginOutcome.Refused;
import chat.model.DevLoginRequest;
import chat.model.Json;
import chat.model.MalformedJsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login for development: the caller says who they are, and nobody checks (12 §5). */
final class DevLogin implements Login {
  private static final Logger LOG = LoggerFactory.getLogger(DevLogin.class);

  private final Minting minting;

  DevLogin(UserTokens tokens) {
    this.minting = new Minting(tokens);
  }

  @Override
  public LoginOutcome logIn(byte[] body, String requestId) {
    DevLoginRequest request;
    try {
      request = Json.readFirst(body, DevLoginRequest.class); // 1
    } catch (MalformedJsonException e) {
      return new Refused(Refusal.ACCOUNT_AND_KEY_REQUIRED);
    }
    if (request.account().isEmpty() || request.natsPublicKey().isEmpty()) {
      return new Refused(Refusal.ACCOUNT_AND_KEY_REQUIRED);
    }
    if (!UserTokens.isUserKey(request.natsPublicKey())) { // 2
      return new Refused(Refusal.INVALID_KEY);
    }
    if (!Accounts.isUsable(request.account())) {
      return new Refused(Refusal.ACCOUNT_AND_KEY_REQUIRED);
    }
    LoginOutcome outcome =
        minting.mint(LoginUsers.ofDeveloper(request.account()), request.natsPublicKey());
    if (outcome instanceof Granted) { // a warning each time: this must not be in production
      LOG.atWarn()
          .addKeyValue("account", request.account())
          .addKeyValue("request_id", requestId)
          .log("dev auth success");
    }
    return outcome;
  }
}
