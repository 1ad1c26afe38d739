package chat.model;

/**
 * Somebody of an org (contract 01 §2.6).
 *
 * @param id user id
 */
public record OrgMember(
    String id, String account, String engName, String chineseName, String siteId) {}
