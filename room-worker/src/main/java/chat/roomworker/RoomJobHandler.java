package chat.roomworker;

import chat.runtime.StreamHandler;

/** One kind of room job. */
interface RoomJobHandler extends StreamHandler {}
