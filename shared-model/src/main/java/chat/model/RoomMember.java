package chat.model;

import java.time.Instant;

/**
 * One row of a room's member list, one document of {@code room_members} (contract 01 §2.2).
 *
 * @param rid room id
 */
public record RoomMember(String id, String rid, Instant ts, MemberEntry member) {}
