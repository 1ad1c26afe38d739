package chat.model;

/**
 * How much of the past new members may read (contract 01 §2.1): anything but {@link #NONE} shares
 * everything.
 */
public final class HistoryMode {
  public static final String NONE = "none";

  public static final String ALL = "all";

  private HistoryMode() {}
}
