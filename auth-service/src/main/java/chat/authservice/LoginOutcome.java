package chat.authservice;

import chat.model.LoginReply;

/** What became of a login. */
sealed interface LoginOutcome {
  record Granted(LoginReply reply) implements LoginOutcome {}

  record Refused(Refusal refusal) implements LoginOutcome {}
}
