package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.Bytes;
import chat.model.MessageBuckets;
import chat.model.StoredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link MessageStore} does. */
abstract class MessageStoreContract {
  static final MessageBuckets BUCKETS = MessageBuckets.ofHours(72);
  private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

  abstract MessageStore store();

  /** As said in its room. */
  abstract void insert(StoredMessage message);

  /** As said in its thread. */
  abstract void insertReply(StoredMessage message);

  private List<StoredMessage> insertMinutes(String room, int count) {
    List<StoredMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StoredMessage message = Samples.plain(room, room + "-" + i, START.plusSeconds(60L * i));
      insert(message);
      messages.add(message);
    }
    return messages;
  }

  private static BucketRead read(String room, Order order, Instant from, Instant before, int size) {
    return new BucketRead(
        Listing.ofRoom(room),
        BUCKETS.of(START),
        order,
        from == null ? null : Position.at(from),
        before == null ? null : Position.at(before),
        size,
        Bytes.EMPTY);
  }

  private static BucketRead again(BucketRead read, Bytes state) {
    return new BucketRead(
        read.listing(),
        read.bucket(),
        read.order(),
        read.from(),
        read.before(),
        read.size(),
        state);
  }

  @Test
  void messageOfAnId_isFoundWithEverything() throws Exception {
    StoredMessage full = Samples.full("find", "find1", START, false);
    insert(full);
    assertThat(store().find("find1")).contains(full);
    assertThat(store().find("find2")).isEmpty();
  }

  @Test
  void newestOfSeveralMessagesOfOneId_isFound() throws Exception {
    insert(Samples.plain("twice", "twice1", START));
    StoredMessage newest = Samples.plain("twice", "twice1", START.plusSeconds(1));
    insert(newest);
    assertThat(store().find("twice1")).contains(newest);
  }

  @Test
  void bothOrders_areThoseOfTheTimes() throws Exception {
    List<StoredMessage> all = insertMinutes("orders", 4);
    assertThat(store().read(read("orders", Order.OLDEST_FIRST, null, null, 9)).messages())
        .isEqualTo(all);
    assertThat(store().read(read("orders", Order.NEWEST_FIRST, null, null, 9)).messages())
        .isEqualTo(all.reversed());
  }

  @Test
  void messagesOfOneTime_areOrderedById() throws Exception {
    for (String id : List.of("b", "a", "B")) {
      insert(Samples.plain("same", id, START));
    }
    assertThat(store().read(read("same", Order.OLDEST_FIRST, null, null, 9)).messages())
        .extracting(StoredMessage::messageId)
        .containsExactly("B", "a", "b");
    assertThat(store().read(read("same", Order.NEWEST_FIRST, null, null, 9)).messages())
        .extracting(StoredMessage::messageId)
        .containsExactly("b", "a", "B");
  }

  @Test
  void lowerBoundIsIncluded_upperBoundIsNot() throws Exception {
    List<StoredMessage> all = insertMinutes("bounds", 5);
    Instant one = all.get(1).createdAt();
    Instant three = all.get(3).createdAt();
    for (Order order : Order.values()) {
      assertThat(store().read(read("bounds", order, one, three, 9)).messages())
          .containsExactlyInAnyOrder(all.get(1), all.get(2));
      assertThat(store().read(read("bounds", order, one, null, 9)).messages()).hasSize(4);
      assertThat(store().read(read("bounds", order, null, three, 9)).messages()).hasSize(3);
      assertThat(store().read(read("bounds", order, three, one, 9)).messages()).isEmpty();
    }
  }

  @Test
  void pages_followEachOtherWithoutGapOrOverlap() throws Exception {
    List<StoredMessage> all = insertMinutes("pages", 7);
    BucketRead read = read("pages", Order.OLDEST_FIRST, all.getFirst().createdAt(), null, 3);
    List<StoredMessage> found = new ArrayList<>();
    Slice slice = store().read(read);
    found.addAll(slice.messages());
    while (!slice.state().isEmpty()) {
      slice = store().read(again(read, slice.state()));
      found.addAll(slice.messages());
    }
    assertThat(found).isEqualTo(all);
  }

  @Test
  void fullPage_hasAStateEvenWhenNothingFollows() throws Exception {
    insertMinutes("exact", 3);
    BucketRead read = read("exact", Order.NEWEST_FIRST, null, null, 3);
    Slice slice = store().read(read);
    assertThat(slice.messages()).hasSize(3);
    assertThat(slice.state().isEmpty()).isFalse();
    assertThat(store().read(again(read, slice.state())))
        .isEqualTo(new Slice(List.of(), Bytes.EMPTY));
  }

  @Test
  void shortPage_hasNoState() throws Exception {
    insertMinutes("short", 2);
    assertThat(store().read(read("short", Order.NEWEST_FIRST, null, null, 3)).state())
        .isEqualTo(Bytes.EMPTY);
  }

  @Test
  void stateOfAPage_servesAReadWithOtherBounds() throws Exception {
    List<StoredMessage> all = insertMinutes("foreign", 5);
    Slice slice =
        store().read(read("foreign", Order.OLDEST_FIRST, all.getFirst().createdAt(), null, 2));
    BucketRead unbounded = read("foreign", Order.OLDEST_FIRST, null, null, 9);
    assertThat(store().read(again(unbounded, slice.state())).messages())
        .last()
        .isEqualTo(all.getLast());
  }

  @Test
  void otherRoomAndOtherWindow_areNotRead() throws Exception {
    insertMinutes("mine", 1);
    insertMinutes("other", 1);
    insert(Samples.plain("mine", "later", START.plusSeconds(72 * 3600)));
    assertThat(store().read(read("mine", Order.OLDEST_FIRST, null, null, 9)).messages())
        .extracting(StoredMessage::messageId)
        .containsExactly("mine-0");
  }

  @Test
  void stateOfNobody_isAFailure() {
    insertMinutes("garbage", 2);
    BucketRead read = read("garbage", Order.OLDEST_FIRST, null, null, 2);
    assertThatThrownBy(() -> store().read(again(read, Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7}))))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void positions_cutBetweenMessagesOfOneTime() throws Exception {
    for (String id : List.of("pa", "pb", "pc")) {
      insert(Samples.plain("place", id, START));
    }
    insert(Samples.plain("place", "p0", START.plusMillis(1)));
    insert(Samples.plain("place", "pz", START.minusMillis(1)));
    insert(Samples.plain("place", "px", START.plusMillis(2)));
    var central = new Position(START, "pb");
    for (Order order : Order.values()) {
      assertThat(ids(between("place", order, central.next(), null)))
          .containsExactlyInAnyOrder("pc", "p0", "px");
      assertThat(ids(between("place", order, null, central))).containsExactly("pa");
      assertThat(ids(between("place", order, central, Position.at(START.plusMillis(2)))))
          .containsExactlyInAnyOrder("pb", "pc", "p0");
    }
  }

  private static BucketRead between(String room, Order order, Position from, Position before) {
    return new BucketRead(
        Listing.ofRoom(room), BUCKETS.of(START), order, from, before, 9, Bytes.EMPTY);
  }

  private List<String> ids(BucketRead read) throws Exception {
    return store().read(read).messages().stream().map(StoredMessage::messageId).toList();
  }

  @Test
  void severalMessages_areFoundByTheirIds() throws Exception {
    StoredMessage one = Samples.full("all", "all1", START, false);
    StoredMessage two = Samples.plain("all", "all2", START.plusSeconds(1));
    insert(one);
    insertReply(Samples.reply("all", "all3", START, "p", "allthread"));
    insert(two);
    assertThat(store().findAll(List.of("all1", "all2", "gone")))
        .containsExactlyInAnyOrder(one, two);
    assertThat(store().findAll(List.of("all3"))).hasSize(1);
  }

  @Test
  void replies_areOfTheirThreadAlone_newestFirst() throws Exception {
    List<StoredMessage> mine = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      StoredMessage reply =
          Samples.reply("thread", "t" + i, START.plusSeconds(i / 2), "parent", "thread1");
      mine.add(reply);
      insertReply(reply);
    }
    insertReply(Samples.reply("thread", "other", START, "parent2", "thread2"));
    insertReply(Samples.reply("elsewhere", "foreign", START, "parent3", "thread1"));
    insert(Samples.plain("thread", "top", START));
    BucketRead read = replies("thread1", 2);
    List<StoredMessage> found = new ArrayList<>();
    Slice slice = store().read(read);
    found.addAll(slice.messages());
    while (!slice.state().isEmpty()) {
      slice = store().read(again(read, slice.state()));
      found.addAll(slice.messages());
    }
    assertThat(found)
        .isEqualTo(
            mine.reversed().stream()
                .map(m -> Columns.of(m).pins(false).roomOnly(false).make())
                .toList());
    assertThat(store().read(read("thread", Order.OLDEST_FIRST, null, null, 9)).messages())
        .extracting(StoredMessage::messageId)
        .containsExactly("top");
  }

  private static BucketRead replies(String thread, int size) {
    return new BucketRead(
        new Listing("thread", thread),
        BUCKETS.of(START),
        Order.NEWEST_FIRST,
        null,
        null,
        size,
        Bytes.EMPTY);
  }
}
