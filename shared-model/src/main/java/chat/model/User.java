package chat.model;

/**
 * A person or bot of the directory, one document of {@code users}, which the fleet only reads
 * (contract 01 §2.2).
 *
 * @param siteId home site of the user
 * @param sectId section; section and department ids are what the fleet calls org ids
 */
public record User(
    String id,
    String account,
    String siteId,
    String sectId,
    String sectName,
    String sectTCName,
    String deptId,
    String deptName,
    String deptTCName,
    String engName,
    String chineseName,
    String employeeId) {}
