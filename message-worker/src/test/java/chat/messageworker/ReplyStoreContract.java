package chat.messageworker;

import static chat.messageworker.Samples.EVERYBODY;
import static chat.messageworker.Samples.KENJI;
import static chat.messageworker.Samples.MARIE;
import static chat.messageworker.Samples.PARENT_AT;
import static chat.messageworker.Samples.STORED_KENJI;
import static chat.messageworker.Samples.STORED_MARIE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Bytes;
import chat.model.Message;
import chat.model.Timestamps;
import chat.stores.VisibleReplies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ReplyStore} does. */
abstract class ReplyStoreContract {
  private static final Instant AT = Samples.AT;
  private static final Duration WINDOW = Duration.ofHours(72);

  private final String run = UUID.randomUUID().toString();
  private final String root = "root" + run;
  private final String thread = "thread" + run;

  abstract ReplyStore store();

  abstract MessageStore messages();

  abstract VisibleReplies visible();

  /** The reply in the table of ids. */
  abstract StoredReply byId(String messageId);

  /** The reply in the table of threads; null when it is not there. */
  abstract StoredReply inThread(String roomId, String threadId, Instant createdAt, String id);

  /** The reply in the thread is marked as deleted later, as history-service does it. */
  abstract void delete(StoredReply reply);

  /** Changes the text in the table of ids later, as history-service does it. */
  abstract void edit(String messageId, String text);

  private static NewMessage content(Message message) {
    return new Written(message, KENJI, List.of(), "tokyo").stored();
  }

  private NewReply reply(String id, Instant at) {
    Message message = Samples.reply(id + run, KENJI, "x", at, root, PARENT_AT);
    return new NewReply(content(message), thread, PARENT_AT);
  }

  private int visible(String threadId, Instant first, Instant last) throws Exception {
    return visible().in(new VisibleReplies.Place("room1", threadId, first, last));
  }

  private void saveRoot() {
    Message message =
        new Message(
            root,
            "room1",
            "u-881",
            "marie",
            "x",
            List.of(),
            PARENT_AT,
            null,
            null,
            "",
            null,
            false,
            "",
            Bytes.EMPTY,
            null);
    messages().save(new Written(message, MARIE, List.of(), "tokyo").stored());
  }

  @Test
  void parent_isFoundWithItsSenderAndTime() {
    saveRoot();
    assertThat(store().parent(root))
        .contains(new ThreadParent(root, "room1", PARENT_AT, STORED_MARIE, ""));
    assertThat(store().parent("no" + run)).isEmpty();
  }

  @Test
  void parentWithoutSender_hasNobody() {
    Message message = Samples.system("system" + run, "");
    messages().save(new Written(message, null, List.of(), "tokyo").stored());
    assertThat(store().parent("system" + run).orElseThrow().hasAuthor()).isFalse();
  }

  @Test
  void reply_isReadableInBothTables() {
    Message sent =
        new Message(
            "full" + run,
            "room1",
            "u-112",
            "kenji",
            "早",
            List.of(),
            AT,
            null,
            null,
            root,
            null,
            true,
            "special",
            Bytes.of(new byte[] {1, 0}),
            Samples.quote());
    store()
        .save(
            new NewReply(
                new NewMessage(sent, STORED_KENJI, List.of(STORED_MARIE, EVERYBODY), "tokyo"),
                thread,
                PARENT_AT));
    StoredReply stored = byId("full" + run);
    StoredRow row =
        InMemoryMessageStore.row(
            new NewMessage(sent, STORED_KENJI, List.of(STORED_MARIE, EVERYBODY), "tokyo"));
    assertThat(stored).isEqualTo(new StoredReply(row, thread, root, PARENT_AT));
    assertThat(inThread("room1", thread, Timestamps.toMillis(AT), "full" + run))
        .isEqualTo(new StoredReply(row.withoutTshow(), thread, root, null));
  }

  @Test
  void replyOfUnknownParentTime_hasNone() {
    NewReply known = reply("r", AT);
    store().save(new NewReply(known.content(), thread, null));
    assertThat(byId("r" + run).parentCreatedAt()).isNull();
  }

  @Test
  void savedReply_isKnown_byIdAndTime() {
    NewReply reply = reply("r", AT);
    assertThat(store().isSaved(reply.content().message())).isFalse();
    store().save(reply);
    assertThat(store().isSaved(reply.content().message())).isTrue();
    assertThat(store().isSaved(reply("r", AT.plusSeconds(1)).content().message())).isFalse();
  }

  @Test
  void redeliveredReply_neverRevertsAnEdit() {
    store().save(reply("r", AT));
    edit("r" + run, "new");
    store().save(reply("r", AT));
    assertThat(byId("r" + run).row().msg()).isEqualTo("new");
  }

  @Test
  void visibleReplies_areThoseOfTheThreadThatAreNotDeleted_inEveryWindow() throws Exception {
    for (int i = 0; i < 5; i++) {
      store().save(reply("r" + i, AT.plus(WINDOW.multipliedBy(i))));
    }
    Message other = Samples.reply("other" + run, KENJI, "x", AT, root, PARENT_AT);
    store().save(new NewReply(content(other), "another" + run, PARENT_AT));
    Instant until = AT.plus(WINDOW.multipliedBy(4));
    assertThat(visible(thread, AT, until)).isEqualTo(5);
    assertThat(visible(thread, AT, until.minus(WINDOW))).isEqualTo(4);
    assertThat(visible("none" + run, AT, until)).isZero();
    delete(inThread("room1", thread, Timestamps.toMillis(AT), "r0" + run));
    assertThat(visible(thread, AT, until)).isEqualTo(4);
    store().save(reply("r0", AT));
    assertThat(visible(thread, AT, until)).isEqualTo(4);
  }

  @Test
  void replyOfTheWindowBeforeTheFirstKnownOne_isVisible() throws Exception {
    store().save(reply("r", AT.minus(WINDOW)));
    assertThat(visible(thread, AT, AT)).isEqualTo(1);
  }

  @Test
  void stamps_areWrittenAndRead() {
    saveRoot();
    ThreadParent parent = store().parent(root).orElseThrow();
    assertThat(store().stampInRoom(parent)).contains("");
    assertThat(store().stampById(parent, thread)).isTrue();
    assertThat(store().stampInRoom(parent, thread)).isTrue();
    assertThat(store().stampInRoom(parent)).contains(thread);
    assertThat(store().parent(root).orElseThrow().threadId()).isEqualTo(thread);
  }

  @Test
  void stampOfAMissingParent_leavesNoTrace() {
    var nobody = new ThreadParent("no" + run, "room1", PARENT_AT, STORED_MARIE, "");
    assertThat(store().stampById(nobody, thread)).isFalse();
    assertThat(store().stampInRoom(nobody, thread)).isFalse();
    assertThat(store().stampInRoom(nobody)).isEmpty();
    assertThat(store().parent("no" + run)).isEmpty();
  }
}
