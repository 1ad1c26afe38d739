package chat.historyservice;

import chat.model.StoredMessage;

/** A message without the columns that a table lacks. */
record Columns(StoredMessage message, boolean pins, boolean roomOnly) {
  static Columns of(StoredMessage message) {
    return new Columns(message, true, true);
  }

  Columns pins(boolean kept) {
    return new Columns(message, kept, roomOnly);
  }

  Columns roomOnly(boolean kept) {
    return new Columns(message, pins, kept);
  }

  StoredMessage make() {
    StoredMessage m = message;
    return new StoredMessage(
        m.roomId(),
        m.createdAt(),
        m.messageId(),
        m.sender(),
        m.msg(),
        m.mentions(),
        m.attachments(),
        m.file(),
        m.card(),
        m.cardAction(),
        roomOnly && m.tshow(),
        roomOnly ? m.tcount() : null,
        m.threadParentId(),
        roomOnly ? m.threadParentCreatedAt() : null,
        m.quotedParentMessage(),
        m.visibleTo(),
        m.reactions(),
        m.deleted(),
        m.type(),
        m.sysMsgData(),
        m.siteId(),
        m.editedAt(),
        m.updatedAt(),
        m.threadRoomId(),
        pins ? m.pinnedAt() : null,
        pins ? m.pinnedBy() : null);
  }
}
