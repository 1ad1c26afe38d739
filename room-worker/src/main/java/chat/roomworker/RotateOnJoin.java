package chat.roomworker;

/** When a room gets another key because somebody joins (13 A3). */
enum RotateOnJoin {
  /** New members can open what was said since the last rotation, if they captured it. */
  NEVER,
  /** Where history is not shared, and where somebody comes back who was removed. */
  RESTRICTED,
  ALWAYS
}
