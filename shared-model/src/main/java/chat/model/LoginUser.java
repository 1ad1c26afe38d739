package chat.model;

/**
 * Who logged in (contract 12 §3). What the issuer does not tell is empty.
 *
 * @param account the {@code {account}} of all subjects
 */
public record LoginUser(
    String email,
    String account,
    String employeeId,
    String engName,
    String chineseName,
    String deptName,
    String deptId) {}
