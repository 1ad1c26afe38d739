package chat.authservice;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;

/** What a login reads of a valid token (12 §4.2, row 7); a claim that is absent is empty. */
record SsoClaims(
    String subject,
    String email,
    String name,
    String preferredUsername,
    String description,
    String deptId,
    String deptName) {

  /**
   * @throws ParseException when one of them is no text; those that nothing is made of count as well
   */
  static SsoClaims of(JWTClaimsSet claims) throws ParseException {
    text(claims, "given_name");
    text(claims, "family_name");
    return new SsoClaims(
        text(claims, "sub"),
        text(claims, "email"),
        text(claims, "name"),
        text(claims, "preferred_username"),
        text(claims, "description"),
        text(claims, "deptid"),
        text(claims, "deptname"));
  }

  /** Used as it is: no trimming, no change of case. */
  String account() {
    return preferredUsername.isEmpty() ? name : preferredUsername;
  }

  private static String text(JWTClaimsSet claims, String name) throws ParseException {
    String value = claims.getStringClaim(name);
    return value == null ? "" : value;
  }
}
