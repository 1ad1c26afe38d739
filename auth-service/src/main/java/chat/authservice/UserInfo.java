package chat.authservice;

import chat.model.WhiteSpace;

/**
 * Who logged in (12 §3). What the issuer does not tell is empty.
 *
 * @param account the {@code {account}} of all subjects
 */
record UserInfo(
    String email,
    String account,
    String employeeId,
    String engName,
    String chineseName,
    String deptName,
    String deptId) {

  /** As the token's claims say it. */
  static UserInfo of(String account, SsoClaims claims) {
    String[] parts = claims.description().split(",", 3);
    return new UserInfo(
        claims.email(),
        account,
        part(parts, 0),
        part(parts, 1),
        part(parts, 2),
        claims.deptName(),
        claims.deptId());
  }

  /** Of a development login, about which nothing is known but the account (12 §5). */
  static UserInfo ofDeveloper(String account) {
    return new UserInfo(account + "@dev.local", account, "", account, "", "", "");
  }

  private static String part(String[] parts, int index) {
    return index < parts.length ? WhiteSpace.trim(parts[index]) : "";
  }
}
