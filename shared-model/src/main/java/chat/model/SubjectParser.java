package chat.model;

import java.util.List;
import java.util.Optional;

/** Reads subjects back (contract 01 §4.5). What does not have the shape gives nothing. */
public final class SubjectParser {
  /** A requester and a room. */
  public record AccountRoom(String account, String roomId) {}

  /** A requester, a room and the site that was addressed. */
  public record AccountRoomSite(String account, String roomId, String siteId) {}

  private static final String ROOM_JOB_PREFIX = "chat.room.canonical.";

  private SubjectParser() {}

  /**
   * Requester and room of a request: the room follows the first token {@code room} behind the
   * account. On a room creation the site stands there.
   */
  public static Optional<AccountRoom> accountRoom(String subject) {
    List<String> tokens = tokens(subject);
    if (tokens.size() < 5 || !isOfUser(tokens)) {
      return Optional.empty();
    }
    int room = tokens.subList(3, tokens.size() - 1).indexOf("room");
    return room < 0
        ? Optional.empty()
        : Optional.of(new AccountRoom(tokens.get(2), tokens.get(room + 4)));
  }

  /** {@code chat.user.A.room.R.S…} of at least seven tokens. */
  public static Optional<AccountRoomSite> accountRoomSite(String subject) {
    List<String> tokens = tokens(subject);
    return tokens.size() >= 7 && isOfUser(tokens) && tokens.get(3).equals("room")
        ? Optional.of(new AccountRoomSite(tokens.get(2), tokens.get(4), tokens.get(5)))
        : Optional.empty();
  }

  /** The requester of {@code chat.user.A.request.room.S.create}. */
  public static Optional<String> createRoomAccount(String subject) {
    List<String> tokens = tokens(subject);
    return tokens.size() == 7
            && isRequest(tokens)
            && tokens.get(4).equals("room")
            && tokens.get(6).equals("create")
            && !SubjectTokens.isWildcard(tokens.get(2))
        ? Optional.of(tokens.get(2))
        : Optional.empty();
  }

  /** The org of {@code chat.user.A.request.orgs.O.members}. */
  public static Optional<String> orgMembersOrg(String subject) {
    List<String> tokens = tokens(subject);
    return tokens.size() == 7
            && isRequest(tokens)
            && tokens.get(4).equals("orgs")
            && tokens.get(6).equals("members")
        ? Optional.of(tokens.get(5))
        : Optional.empty();
  }

  /**
   * What follows the site of {@code chat.room.canonical.S.…}; {@link RoomJob#of} knows the known
   * ones.
   */
  public static Optional<String> roomJob(String subject) {
    if (!subject.startsWith(ROOM_JOB_PREFIX)) {
      return Optional.empty();
    }
    int dot = subject.indexOf('.', ROOM_JOB_PREFIX.length());
    return dot < 0 || dot + 1 == subject.length()
        ? Optional.empty()
        : Optional.of(subject.substring(dot + 1));
  }

  private static List<String> tokens(String subject) {
    return List.of(subject.split("\\.", -1));
  }

  private static boolean isOfUser(List<String> tokens) {
    return tokens.get(0).equals("chat") && tokens.get(1).equals("user");
  }

  private static boolean isRequest(List<String> tokens) {
    return isOfUser(tokens) && tokens.get(3).equals("request");
  }
}
