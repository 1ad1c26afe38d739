package chat.messageworker;

import chat.model.Ids;
import chat.model.Message;
import chat.model.StoredParticipant;
import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import chat.model.User;
import chat.runtime.Outcome;
import chat.stores.ReplyCounting;
import chat.stores.VisibleReplies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves a reply and keeps its thread: the thread itself, who follows it, what the parent knows of
 * it (06 §6). Every step may be done again; the reply can be read when all but the counts is done.
 */
final class SaveReply {
  private static final Logger LOG = LoggerFactory.getLogger(SaveReply.class);

  private final People people;
  private final ReplyStore replies;
  private final ThreadStore threads;
  private final ThreadEvents events;
  private final StampParent stamps;
  private final ReplyCounting counting;
  private final Ids ids;

  SaveReply(
      People people,
      ReplyStore replies,
      ThreadStore threads,
      ThreadEvents events,
      ReplyCounting counting,
      Ids ids) {
    this.people = people;
    this.replies = replies;
    this.threads = threads;
    this.events = events;
    this.stamps = new StampParent(replies);
    this.counting = counting;
    this.ids = ids;
  }

  /**
   * @param mayWait whether the reply is delivered again when its parent is not stored yet
   */
  Outcome save(Written reply, boolean mayWait) throws InterruptedException {
    Message message = reply.message();
    ThreadParent parent = replies.parent(message.threadParentMessageId()).orElse(null); // 6.2.1
    if (message.threadParentMessageId().equals(message.id())) {
      parent = null; // nothing is its own reply
    } else if (parent == null && mayWait) {
      return new Outcome.Retry("the parent is not stored yet");
    } else if (parent != null && !parent.roomId().equals(message.roomId())) {
      return new Outcome.Reject("the parent is a message of another room");
    }
    if (parent == null) {
      LOG.atWarn()
          .addKeyValue("parentMessageID", message.threadParentMessageId())
          .addKeyValue("replyID", message.id())
          .log("thread reply parent not found — skipping its subscription, stamp and count");
    }
    save(reply, parent);
    return Outcome.DONE;
  }

  private void save(Written reply, @Nullable ThreadParent parent) throws InterruptedException {
    Instant parentAt =
        parent == null ? reply.message().threadParentMessageCreatedAt() : parent.createdAt();
    ThreadRoom thread = threads.join(ifFirst(reply, parentAt)); // 6.1, 6.3.3
    for (Follower follower : followers(reply, parent)) { // 6.2.2-5, 6.3.2, 6.4.1
      follow(reply.message(), thread, follower);
    }
    if (parent != null) {
      stamps.stamp(parent, thread); // 6.2.6, 6.3.4
    }
    var counted = parent == null ? null : parent.counted();
    ReplyCounting.Before before = counting.before(counted);
    // after the counts: of two deliveries at one time the later one either sees the reply here, or
    // has read counts that the earlier one changes
    boolean again = replies.isSaved(reply.message());
    replies.save(new NewReply(reply.stored(), thread.id(), parentAt)); // 6.4.2
    boolean inDoubt = again || !counting.oneMore(before);
    if (counted != null) {
      counting.settle(counted, place(thread), inDoubt);
    }
  }

  private static VisibleReplies.Place place(ThreadRoom thread) {
    return new VisibleReplies.Place(
        thread.roomId(), thread.id(), thread.createdAt(), thread.lastMsgAt());
  }

  private ThreadRoom ifFirst(Written reply, @Nullable Instant parentAt) {
    Message message = reply.message();
    Instant at = Timestamps.toMillis(message.createdAt());
    return new ThreadRoom(
        ids.newEntityId(),
        message.threadParentMessageId(),
        parentAt == null ? Timestamps.ZERO : Timestamps.toMillis(parentAt),
        message.roomId(),
        reply.siteId(),
        at,
        message.id(),
        List.of(message.userAccount()),
        at,
        at);
  }

  private List<Follower> followers(Written reply, @Nullable ThreadParent parent) {
    if (parent == null || !parent.hasAuthor()) {
      return Follower.of(reply, null, "");
    }
    StoredParticipant author = parent.sender();
    Optional<User> user = people.user(author.id());
    if (user.isEmpty()) {
      LOG.atWarn().addKeyValue("userID", author.id()).log("author of a parent not found");
    }
    return Follower.of(reply, author, user.map(User::siteId).orElse(""));
  }

  private void follow(Message reply, ThreadRoom thread, Follower follower) {
    Instant at = Timestamps.toMillis(reply.createdAt());
    var subscription =
        new ThreadSubscription(
            ids.newEntityId(),
            reply.threadParentMessageId(),
            reply.roomId(),
            thread.id(),
            follower.userId(),
            follower.account(),
            thread.siteId(),
            null,
            follower.mentioned(),
            at,
            at);
    threads.follow(subscription);
    events.followed(subscription, follower.homeSite(), reply.id());
  }
}
