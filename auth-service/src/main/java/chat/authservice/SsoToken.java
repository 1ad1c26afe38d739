package chat.authservice;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token in its compact form, with the payload read and the rest not yet looked at. Prints
 * nothing.
 */
final class SsoToken {
  private final String header;
  private final JWTClaimsSet claims;
  private final byte[] signed;
  private final String signature;

  private SsoToken(String header, JWTClaimsSet claims, byte[] signed, String signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * Splits the text and reads the payload.
   *
   * @throws ParseException when it has not three parts, one is not exactly what base64url writes,
   *     or a claim has another type than the contract says
   */
  static SsoToken parse(String text) throws ParseException {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw new ParseException("not three parts", 0);
    }
    for (String part : parts) {
      requireCanonical(part);
    }
    JWTClaimsSet claims;
    try {
      Map<String, Object> payload = JSONObjectUtils.parse(new Base64URL(parts[1]).decodeToString());
      requireTexts(payload.get("aud"));
      claims = JWTClaimsSet.parse(payload);
    } catch (RuntimeException e) { // from inside of the JSON library
      throw new ParseException("unreadable payload", 0);
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return new SsoToken(parts[0], claims, signed, parts[2]);
  }

  /** Other spellings of the same bytes would be other tokens with the same signature. */
  private static void requireCanonical(String part) throws ParseException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ParseException("not base64url", 0);
  }

  /** The library takes an audience of another type for none. */
  private static void requireTexts(@Nullable Object audience) throws ParseException {
    boolean fits =
        audience == null
            || audience instanceof String
            || (audience instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance));
    if (!fits) {
      throw new ParseException("an audience that is no text", 0);
    }
  }

  Base64URL header() {
    return new Base64URL(header);
  }

  JWTClaimsSet claims() {
    return claims;
  }

  /** What the signature covers. */
  byte[] signed() {
    return signed.clone();
  }

  Base64URL signature() {
    return new Base64URL(signature);
  }
}
