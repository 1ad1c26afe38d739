package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.historyservice.MessageChanges.CopyState;
import chat.historyservice.MessageChanges.Deletion;
import chat.historyservice.MessageChanges.Outcome;
import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link MessageChanges} does. */
abstract class MessageChangesContract {
  static final MessageBuckets BUCKETS = MessageBuckets.ofHours(72);
  static final Instant AT = Instant.parse("2026-02-02T02:41:07.918Z");
  private static final Instant LATER = AT.plusSeconds(60);

  private final String id = "m" + UUID.randomUUID();

  abstract MessageChanges changes();

  abstract MessageStore store();

  /** As said in its room, and where it is pinned. */
  abstract void insert(StoredMessage message);

  /** As said in its thread. */
  abstract void insertReply(StoredMessage message);

  /** {@code text|deleted|type} of a pinned message. */
  abstract String pinned(CopyPlace.Pinned place);

  private StoredMessage plain() {
    return new Change(Samples.full("room1", id, AT, false))
        .threadParentId("")
        .threadRoomId("")
        .type("")
        .pinnedAt(null)
        .pinnedBy(null)
        .make();
  }

  private StoredMessage byId() throws Exception {
    return store().find(id).orElseThrow();
  }

  private StoredMessage inRoom() throws Exception {
    return row(Listing.ofRoom("room1"));
  }

  private StoredMessage row(Listing listing) throws Exception {
    return store()
        .read(
            new BucketRead(
                listing, BUCKETS.of(AT), Order.NEWEST_FIRST, null, null, 1000, Bytes.EMPTY))
        .messages()
        .stream()
        .filter(message -> message.messageId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void edit_changesTheTextAndItsTimes_andNothingElse() throws Exception {
    StoredMessage message = plain();
    insert(message);
    assertThat(changes().edit(message, "new", LATER)).isEqualTo(new Outcome.Applied());
    StoredMessage edited = new Change(message).msg("new").editedAt(LATER).updatedAt(LATER).make();
    assertThat(byId()).isEqualTo(edited);
    assertThat(inRoom().msg()).isEqualTo(message.msg());
    CopyPlace place = CopyPlace.own(message);
    assertThat(changes().state(place)).isEqualTo(CopyState.PRESENT);
    changes().edit(place, "new", LATER);
    assertThat(inRoom()).isEqualTo(edited);
  }

  @Test
  void delete_marksAndKeepsTheContent() throws Exception {
    StoredMessage message = plain();
    insert(message);
    var deletion = new Deletion(LATER, false);
    assertThat(changes().delete(message, deletion)).isEqualTo(new Outcome.Applied());
    StoredMessage deleted = new Change(message).deleted(true).updatedAt(LATER).make();
    assertThat(byId()).isEqualTo(deleted);
    CopyPlace place = CopyPlace.own(message);
    assertThat(changes().state(place)).isEqualTo(CopyState.PRESENT);
    changes().delete(place, deletion);
    assertThat(changes().state(place)).isEqualTo(CopyState.DELETED);
    assertThat(inRoom()).isEqualTo(deleted);
  }

  @Test
  void deleteOfAParent_alsoSetsItsType() throws Exception {
    StoredMessage message = plain();
    insert(message);
    var deletion = new Deletion(LATER, true);
    changes().delete(message, deletion);
    changes().delete(CopyPlace.own(message), deletion);
    assertThat(byId().type()).isEqualTo("message_removed");
    assertThat(inRoom().type()).isEqualTo("message_removed");
  }

  @Test
  void deletedMessage_isNeitherEditedNorDeletedAgain() throws Exception {
    StoredMessage message = plain();
    insert(message);
    changes().delete(message, new Deletion(LATER, false));
    StoredMessage before = byId();
    assertThat(changes().edit(message, "new", LATER.plusSeconds(9)))
        .isEqualTo(new Outcome.Deleted());
    assertThat(changes().delete(message, new Deletion(LATER.plusSeconds(9), true)))
        .isEqualTo(new Outcome.Deleted());
    assertThat(byId()).isEqualTo(before);
    assertThat(changes().updatedAt(message)).isEqualTo(LATER);
  }

  @Test
  void messageThatIsNotThere_isMissing_andNoFragmentIsLeft() throws Exception {
    StoredMessage message = plain();
    assertThat(changes().edit(message, "new", LATER)).isEqualTo(new Outcome.Missing());
    assertThat(changes().delete(message, new Deletion(LATER, false)))
        .isEqualTo(new Outcome.Missing());
    assertThat(store().find(id)).isEmpty();
    for (CopyPlace place :
        List.of(
            CopyPlace.own(message),
            new CopyPlace.InThread("room1", "thread1", AT, id),
            new CopyPlace.Pinned("room1", AT, id))) {
      assertThat(changes().state(place)).isEqualTo(CopyState.ABSENT);
    }
    assertThatThrownBy(() -> changes().updatedAt(message)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void messageOfAnotherRoomOrTime_isMissing() throws Exception {
    StoredMessage message = plain();
    insert(message);
    assertThat(changes().edit(new Change(message).roomId("room2").make(), "new", LATER))
        .isEqualTo(new Outcome.Missing());
    assertThat(
            changes()
                .delete(
                    new Change(message).createdAt(AT.plusMillis(1)).make(),
                    new Deletion(LATER, false)))
        .isEqualTo(new Outcome.Missing());
    assertThat(byId()).isEqualTo(message);
  }

  @Test
  void reply_isChangedInItsThread() throws Exception {
    StoredMessage reply = Samples.reply("room1", id, AT, "parent", "thread1");
    insertReply(reply);
    CopyPlace place = CopyPlace.own(reply);
    changes().edit(reply, "new", LATER);
    changes().edit(place, "new", LATER);
    assertThat(row(new Listing("room1", "thread1")).msg()).isEqualTo("new");
    changes().delete(reply, new Deletion(LATER, false));
    changes().delete(place, new Deletion(LATER, false));
    assertThat(row(new Listing("room1", "thread1")).deleted()).isTrue();
    assertThat(changes().state(new CopyPlace.InRoom("room1", AT, id))).isEqualTo(CopyState.ABSENT);
  }

  @Test
  void pinnedMessage_isChangedAmongThePinnedOnes() throws Exception {
    StoredMessage message =
        new Change(plain()).pinnedAt(AT.plusSeconds(5)).pinnedBy(Samples.KENJI).make();
    insert(message);
    var place = new CopyPlace.Pinned("room1", AT.plusSeconds(5), id);
    assertThat(changes().state(place)).isEqualTo(CopyState.PRESENT);
    changes().edit(place, "new", LATER);
    assertThat(pinned(place)).isEqualTo("new|false|");
    changes().delete(place, new Deletion(LATER, true));
    assertThat(pinned(place)).isEqualTo("new|true|message_removed");
    assertThat(changes().state(place)).isEqualTo(CopyState.DELETED);
  }
}
