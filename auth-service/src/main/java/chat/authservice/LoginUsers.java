package chat.authservice;

import chat.model.LoginUser;
import chat.model.WhiteSpace;

/** Makes what the answer says of the person (12 §3). */
final class LoginUsers {
  private LoginUsers() {}

  /** As the token's claims say it. */
  static LoginUser of(String account, SsoClaims claims) {
    String[] parts = claims.description().split(",", 3);
    return new LoginUser(
        claims.email(),
        account,
        part(parts, 0),
        part(parts, 1),
        part(parts, 2),
        claims.deptName(),
        claims.deptId());
  }

  /** Of a development login, about which nothing is known but the account (12 §5). */
  static LoginUser ofDeveloper(String account) {
    return new LoginUser(account + "@dev.local", account, "", account, "", "", "");
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? WhiteSpace.trim(parts[index]) : "";
  }
}
