package chat.roomservice;

/** How many are subscribed to a room, bots included, and how many of them own it. */
record MemberCounts(long members, long owners) {}
