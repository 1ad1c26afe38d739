package chat.model;

/** Another site asks for the key of a room of ours (contract 04 §12.2). */
public record RoomKeyRequest(String roomId) {}
