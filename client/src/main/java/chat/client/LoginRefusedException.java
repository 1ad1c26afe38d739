package chat.client;

import java.io.IOException;

/** auth-service does not let this person in (contract 12 §8). */
public final class LoginRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  LoginRefusedException(int status, String text) {
    super(text);
    this.status = status;
  }

  /** 401: the person has to log in anew; 429 and 503: later. The message is auth-service's text. */
  public int status() {
    return status;
  }
}
