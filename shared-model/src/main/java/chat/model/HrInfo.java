package chat.model;

/** The counterpart of a DM as {@link DmSubscription} shows it (contract 01 §2.2). */
public record HrInfo(String account, String name, String engName) {}
