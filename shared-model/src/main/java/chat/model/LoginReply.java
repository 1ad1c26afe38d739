package chat.model;

/**
 * The answer to a login (contract 12 §3).
 *
 * @param natsJwt what the client shows to the NATS server; not printed
 */
public record LoginReply(String natsJwt, LoginUser user) {
  @Override
  public String toString() {
    return "LoginReply[user=" + user + "]";
  }
}
