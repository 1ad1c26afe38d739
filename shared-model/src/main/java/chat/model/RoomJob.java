package chat.model;

import java.util.Arrays;
import java.util.Optional;

/** Accepted room jobs as their subjects name them (contract 01 §4.3). */
public enum RoomJob {
  /** Build a room. */
  CREATE("create"),
  /** Add members. */
  MEMBER_ADD("member.add"),
  /** Remove a member or an org. */
  MEMBER_REMOVE("member.remove"),
  /** Give another role. */
  ROLE_UPDATE("member.role-update");

  private final String text;

  RoomJob(String text) {
    this.text = text;
  }

  /** The end of the subject. */
  public String text() {
    return text;
  }

  /** The job of this name. */
  public static Optional<RoomJob> of(String text) {
    return Arrays.stream(values()).filter(job -> job.text.equals(text)).findFirst();
  }
}
