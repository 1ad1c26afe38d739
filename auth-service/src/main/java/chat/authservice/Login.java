package chat.authservice;

/** A way to log in: {@code POST /auth} with or without single sign-on. */
interface Login {
  /**
   * @param body as it came
   * @param requestId for the log
   */
  LoginOutcome logIn(byte[] body, String requestId);
}
