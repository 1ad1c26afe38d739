package chat.model;

import org.jspecify.annotations.Nullable;

/**
 * What is known about one room (contract 01 §2.6, 02 §9.4).
 *
 * @param privateKey 32 bytes, the scalar; empty when the room has no key
 * @param keyVersion present, also when 0, exactly when the key is
 */
public record RoomInfo(
    String roomId,
    boolean found,
    @OmitEmpty String siteId,
    @OmitEmpty String name,
    @OmitNull @Nullable Long lastMsgAt,
    @OmitNull @Nullable Long lastMentionAllAt,
    @OmitEmpty Bytes privateKey,
    @OmitNull @Nullable Long keyVersion,
    @OmitEmpty String error) {}
