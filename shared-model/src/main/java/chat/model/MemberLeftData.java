package chat.model;

/** Payload of the system message {@link SystemMessageType#MEMBER_LEFT} (contract 01 §2.6). */
public record MemberLeftData(SystemMessageUser user) {}
