package chat.model;

/**
 * A login with the organisation's own token (contract 12 §3).
 *
 * @param ssoToken not printed
 * @param natsPublicKey of the key pair that the client keeps
 */
public record SsoLoginRequest(String ssoToken, String natsPublicKey) {
  @Override
  public String toString() {
    return "SsoLoginRequest[natsPublicKey=" + natsPublicKey + "]";
  }
}
