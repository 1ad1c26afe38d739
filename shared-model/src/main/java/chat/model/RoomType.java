package chat.model;

/** Kinds of rooms (contract 01 §2.1). Other text is possible on the wire. */
public final class RoomType {
  public static final String CHANNEL = "channel";

  public static final String DM = "dm";

  public static final String BOT_DM = "botDM";

  /** Known, never created by the fleet. */
  public static final String DISCUSSION = "discussion";

  private RoomType() {}
}
