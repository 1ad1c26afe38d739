package chat.model;

import java.util.Arrays;
import java.util.Base64;

/**
 * An unchangeable byte string, base64 text in JSON (contract 01 §1.1 {@code b64}).
 *
 * <p>Equal by content, and silent: {@link #toString()} tells the length only, since keys and
 * payloads live in here.
 */
public final class Bytes {
  /** No bytes: what an absent or {@code null} field reads as. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of these bytes. */
  public static Bytes of(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /**
   * Reads the standard alphabet with padding. Line breaks inside are skipped, as the existing fleet
   * does.
   *
   * @throws IllegalArgumentException for the URL-safe alphabet, missing padding and anything else;
   *     the message does not repeat the text
   */
  public static Bytes fromBase64(String text) {
    String joined = text.replace("\r", "").replace("\n", "");
    try {
      if (joined.length() % 4 == 0) {
        return of(Base64.getDecoder().decode(joined));
      }
    } catch (IllegalArgumentException _) {
      // told below, without the decoder's message: it repeats parts of the text
    }
    throw new IllegalArgumentException("not standard base64 with padding");
  }

  /** Standard alphabet with padding. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(content);
  }

  /** A copy of the content. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Number of bytes. */
  public int length() {
    return content.length;
  }

  /** True when there are no bytes. */
  public boolean isEmpty() {
    return content.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
