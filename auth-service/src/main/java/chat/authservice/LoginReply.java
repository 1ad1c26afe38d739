package chat.authservice;

/**
 * The answer to a login (12 §3).
 *
 * @param natsJwt what the client shows to the NATS server, a secret
 */
record LoginReply(String natsJwt, UserInfo user) {
  @Override
  public String toString() {
    return "LoginReply[user=" + user + "]";
  }
}
