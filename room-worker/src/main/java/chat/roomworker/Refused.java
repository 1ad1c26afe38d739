package chat.roomworker;

/**
 * A job that can never succeed (03 §3.6): acknowledged, and told to the requester in these very
 * words.
 */
record Refused(String text) {
  static Refused keyAbsent(String roomId) {
    return new Refused("room key absent for " + roomId);
  }

  static Refused requesterNotFound() {
    return new Refused("requester not found");
  }

  /** Of jobs about a room that exists. */
  static Refused requesterNotFound(String account, String roomId) {
    return new Refused("requester %s not found (room %s)".formatted(account, roomId));
  }

  static Refused counterpartNotFound(boolean bot) {
    return new Refused(bot ? "bot user not found" : "counterpart not found");
  }

  static Refused collision(String existingType, String existingSite, String type, String site) {
    return new Refused(
        "room ID collision (existing type=%s site=%s; want %s/%s)"
            .formatted(existingType, existingSite, type, site));
  }

  static Refused addToNonChannel(String type) {
    return new Refused("add-member only valid on channel rooms, got " + type);
  }

  static Refused backfillNotFound(String account, String roomId) {
    return new Refused(
        "backfill user %s not found in room.member.add (room %s)".formatted(account, roomId));
  }
}
