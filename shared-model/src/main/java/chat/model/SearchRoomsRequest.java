package chat.model;

/** Searches the requester's rooms by name (contract 01 §2.6, 11 §4.1). */
public record SearchRoomsRequest(
    String query, @OmitEmpty String roomType, @OmitEmpty long size, @OmitEmpty long offset) {}
