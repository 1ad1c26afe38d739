package chat.roomkeystore;

import chat.runtime.EnvReader;

/**
 * Whether sites keep copies of the keys of each other's rooms (contract 04 §12). The switch must
 * stand alike at the site that asks and at the site that answers.
 */
public final class KeyReplication {
  private KeyReplication() {}

  /** {@code ROOM_KEY_REPLICATION_ENABLED}; off unless it is set. */
  public static boolean readSwitch(EnvReader env) {
    return env.flag(
        "ROOM_KEY_REPLICATION_ENABLED",
        false,
        "copies of room keys at other sites; equal at all sites");
  }
}
