package chat.historyservice;

import chat.model.QuotedParentMessage;
import chat.model.StoredMessage;
import chat.model.StoredParticipant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes another message out of one: the tests' way to say what matters. */
final class Change {
  private final StoredMessage base;
  private String roomId;
  private Instant createdAt;
  private StoredParticipant sender;
  private String msg;
  private boolean tshow;
  private @Nullable Long tcount;
  private String threadParentId;
  private @Nullable Instant threadParentCreatedAt;
  private @Nullable QuotedParentMessage quotedParentMessage;
  private boolean deleted;
  private String type;
  private @Nullable Instant editedAt;
  private @Nullable Instant updatedAt;
  private String threadRoomId;
  private @Nullable Instant pinnedAt;
  private @Nullable StoredParticipant pinnedBy;

  Change(StoredMessage base) {
    this.base = base;
    roomId = base.roomId();
    createdAt = base.createdAt();
    sender = base.sender();
    msg = base.msg();
    tshow = base.tshow();
    tcount = base.tcount();
    threadParentId = base.threadParentId();
    threadParentCreatedAt = base.threadParentCreatedAt();
    quotedParentMessage = base.quotedParentMessage();
    deleted = base.deleted();
    type = base.type();
    editedAt = base.editedAt();
    updatedAt = base.updatedAt();
    threadRoomId = base.threadRoomId();
    pinnedAt = base.pinnedAt();
    pinnedBy = base.pinnedBy();
  }

  Change roomId(String value) {
    roomId = value;
    return this;
  }

  Change createdAt(Instant value) {
    createdAt = value;
    return this;
  }

  Change sender(StoredParticipant value) {
    sender = value;
    return this;
  }

  Change msg(String value) {
    msg = value;
    return this;
  }

  Change tshow(boolean value) {
    tshow = value;
    return this;
  }

  Change tcount(@Nullable Long value) {
    tcount = value;
    return this;
  }

  Change threadParentId(String value) {
    threadParentId = value;
    return this;
  }

  Change threadParentCreatedAt(@Nullable Instant value) {
    threadParentCreatedAt = value;
    return this;
  }

  Change quotedParentMessage(@Nullable QuotedParentMessage value) {
    quotedParentMessage = value;
    return this;
  }

  Change deleted(boolean value) {
    deleted = value;
    return this;
  }

  Change type(String value) {
    type = value;
    return this;
  }

  Change editedAt(@Nullable Instant value) {
    editedAt = value;
    return this;
  }

  Change updatedAt(@Nullable Instant value) {
    updatedAt = value;
    return this;
  }

  Change threadRoomId(String value) {
    threadRoomId = value;
    return this;
  }

  Change pinnedAt(@Nullable Instant value) {
    pinnedAt = value;
    return this;
  }

  Change pinnedBy(@Nullable StoredParticipant value) {
    pinnedBy = value;
    return this;
  }

  StoredMessage make() {
    return new StoredMessage(
        roomId,
        createdAt,
        base.messageId(),
        sender,
        msg,
        base.mentions(),
        base.attachments(),
        base.file(),
        base.card(),
        base.cardAction(),
        tshow,
        tcount,
        threadParentId,
        threadParentCreatedAt,
        quotedParentMessage,
        base.visibleTo(),
        base.reactions(),
        deleted,
        type,
        base.sysMsgData(),
        base.siteId(),
        editedAt,
        updatedAt,
        threadRoomId,
        pinnedAt,
        pinnedBy);
  }
}
