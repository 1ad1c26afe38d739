package chat.authservice;

import chat.authservice.LoginOutcome.Granted;
import chat.authservice.LoginOutcome.Refused;
import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.SsoLoginRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login with a token of the organisation's issuer (12 §3). */
final class SsoLogin implements Login {
  private static final Logger LOG = LoggerFactory.getLogger(SsoLogin.class);

  private final TokenCheck check;
  private final Minting minting;

  SsoLogin(TokenCheck check, UserTokens tokens) {
    this.check = check;
    this.minting = new Minting(tokens);
  }

  @Override
  public LoginOutcome logIn(byte[] body, String requestId) {
    SsoLoginRequest request;
    try {
      request = Json.readFirst(body, SsoLoginRequest.class); // 1
    } catch (MalformedJsonException e) {
      return new Refused(Refusal.TOKEN_AND_KEY_REQUIRED);
    }
    if (request.ssoToken().isEmpty() || request.natsPublicKey().isEmpty()) {
      return new Refused(Refusal.TOKEN_AND_KEY_REQUIRED);
    }
    if (!UserTokens.isUserKey(request.natsPublicKey())) { // 2, before the token is looked at
      return new Refused(Refusal.INVALID_KEY);
    }
    return switch (check.judge(request.ssoToken())) { // 3
      case TokenVerdict.Valid(SsoClaims claims) ->
          grant(claims, request.natsPublicKey(), requestId); // 4-6
      case TokenVerdict.Expired(String reason) -> {
        LOG.atWarn()
            .addKeyValue("error", reason)
            .addKeyValue("request_id", requestId)
            .log("sso token expired");
        yield new Refused(Refusal.EXPIRED);
      }
      case TokenVerdict.Invalid(String reason) -> {
        failed(reason, requestId);
        yield new Refused(Refusal.INVALID_TOKEN);
      }
      case TokenVerdict.Undecided(String reason) -> {
        failed(reason, requestId);
        yield new Refused(Refusal.ISSUER_AWAY);
      }
    };
  }

  private LoginOutcome grant(SsoClaims claims, String userKey, String requestId) {
    String account = claims.account();
    if (!Accounts.isUsable(account)) {
      failed("the account cannot stand in a subject", requestId);
      return new Refused(Refusal.INVALID_TOKEN);
    }
    LoginOutcome outcome = minting.mint(LoginUsers.of(account, claims), userKey);
    if (outcome instanceof Granted) {
      LOG.atInfo()
          .addKeyValue("account", account)
          .addKeyValue("subject", claims.subject())
          .addKeyValue("request_id", requestId)
          .log("auth success");
    }
    return outcome;
  }

  private static void failed(String reason, String requestId) {
    LOG.atError()
        .addKeyValue("error", reason)
        .addKeyValue("request_id", requestId)
        .log("oidc validation failed");
  }
}
