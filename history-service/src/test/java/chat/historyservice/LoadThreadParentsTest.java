package chat.historyservice;

import static chat.historyservice.HistoryWorld.NOW;
import static chat.historyservice.HistoryWorld.ask;
import static chat.historyservice.HistoryWorld.ids;
import static chat.historyservice.HistoryWorld.read;
import static org.assertj.core.api.Assertions.assertThat;

import chat.historyservice.ThreadStore.Filter;
import chat.model.StoredMessage;
import chat.model.ThreadParentsReply;
import chat.model.Timestamps;
import chat.stores.PageWindow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadThreadParentsTest {
  private final HistoryWorld world = new HistoryWorld();

  /** A parent and its thread; the higher the number, the later the parent and its last reply. */
  private StoredMessage thread(int number) {
    Instant at = NOW.minusSeconds(1000 - number);
    StoredMessage parent =
        new Change(Samples.plain("room1", "p%03d".formatted(number), at)).tcount(1L).make();
    world.messages.add(parent);
    add("t%03d".formatted(number), parent.messageId(), at, NOW.minusSeconds(500 - number));
    return parent;
  }

  private void add(String id, String parentId, Instant parentAt, Instant last) {
    world.threads.threads.add(ThreadStoreContract.thread(id, parentId, parentAt, last, "marie"));
  }

  private ThreadParentsReply load(String account, String body) throws Exception {
    return read(ask(world.threadParents(), account, body), ThreadParentsReply.class);
  }

  private ThreadParentsReply load(String body) throws Exception {
    return load("kenji", body);
  }

  @Test
  void parents_comeInTheOrderOfTheirLastReplies() throws Exception {
    for (int i = 0; i < 4; i++) {
      thread(i);
    }
    ThreadParentsReply reply = load("{}");
    assertThat(ids(reply.parentMessages())).containsExactly("p003", "p002", "p001", "p000");
    assertThat(reply.total()).isEqualTo(4);
    reply = load("{\"offset\":2,\"limit\":2}");
    assertThat(ids(reply.parentMessages())).containsExactly("p001", "p000");
    assertThat(reply.total()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"'', ALL", "all, ALL", "following, FOLLOWING", "unread, UNREAD"})
  void filter_isHandedOn(String text, Filter filter) throws Exception {
    assertThat(ask(world.threadParents(), "kenji", "{\"filter\":\"" + text + "\"}"))
        .isEqualTo("{\"parentMessages\":[],\"total\":0}");
    assertThat(world.threads.asked)
        .containsExactly(
            new ThreadStore.Threads("room1", filter, "kenji", null, PageWindow.of(0, 20)));
  }

  @Test
  void unknownFilter_isRefusedAfterAccess() throws Exception {
    assertThat(ask(world.threadParents(), "kenji", "{\"filter\":\"ALL\"}"))
        .isEqualTo("{\"error\":\"invalid thread filter: \\\"ALL\\\"\",\"code\":\"bad_request\"}");
    assertThat(ask(world.threadParents(), "kenji", "{\"filter\":\"x\\\"y\\n\"}"))
        .isEqualTo(
            "{\"error\":\"invalid thread filter: \\\"x\\\\\\\"y\\\\n\\\"\",\"code\":\"bad_request\"}");
    assertThat(ask(world.threadParents(), "stranger", "{\"filter\":\"ALL\"}"))
        .isEqualTo("{\"error\":\"not subscribed to room\",\"code\":\"forbidden\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 20",
    "10, 30, 10, 30",
    "0, 200, 0, 100",
    "-5, 20, 0, 20",
    "0, -1, 0, 20",
  })
  void window_isClamped(long offset, long limit, long usedOffset, int usedLimit) throws Exception {
    load("{\"offset\":%d,\"limit\":%d}".formatted(offset, limit));
    assertThat(world.threads.asked.getFirst().window())
        .isEqualTo(new PageWindow(usedOffset, usedLimit));
  }

  @Test
  void twoThreadsOfOneParent_listItOnce() throws Exception {
    StoredMessage parent = thread(1);
    add("twin", parent.messageId(), parent.createdAt(), NOW);
    ThreadParentsReply reply = load("{}");
    assertThat(ids(reply.parentMessages())).containsExactly("p001");
    assertThat(reply.total()).isEqualTo(2);
  }

  @Test
  void parentThatIsMissingOrElsewhere_isSkipped_andStillCounted() throws Exception {
    thread(1);
    add("t-gone", "gone", NOW.minusSeconds(9), NOW);
    add("t-elsewhere", "elsewhere", NOW.minusSeconds(9), NOW);
    world.messages.add(Samples.plain("room2", "elsewhere", NOW.minusSeconds(9)));
    ThreadParentsReply reply = load("{}");
    assertThat(ids(reply.parentMessages())).containsExactly("p001");
    assertThat(reply.total()).isEqualTo(3);
  }

  @Test
  void restrictedReader_seesFromTheirTimeOn_byTheRealTimeOfTheParent() throws Exception {
    StoredMessage hidden = thread(1);
    StoredMessage shown = thread(2);
    world.members.put("late", new Membership(shown.createdAt()));
    ThreadParentsReply reply = load("late", "{}");
    assertThat(ids(reply.parentMessages())).containsExactly("p002");
    assertThat(reply.total()).isEqualTo(1);
    // the thread says a later time than the message has
    world.threads.threads.clear();
    add("t-wrong", hidden.messageId(), shown.createdAt(), NOW);
    reply = load("late", "{}");
    assertThat(reply.parentMessages()).isEmpty();
    assertThat(reply.total()).isEqualTo(1);
  }

  @Test
  void unknownTimeOfTheParent_isNoObstacleWithoutATimeOfTheReader() throws Exception {
    StoredMessage parent = thread(1);
    world.threads.threads.clear();
    add("t", parent.messageId(), Timestamps.ZERO, NOW);
    assertThat(ids(load("{}").parentMessages())).containsExactly("p001");
    world.members.put("late", new Membership(parent.createdAt().minusSeconds(1)));
    assertThat(load("late", "{}").total()).isZero();
  }

  @Test
  void deletedParent_isListedWithoutWhatWasSaid() throws Exception { // ODDITY-6
    Instant at = NOW.minusSeconds(9);
    world.messages.add(
        new Change(Samples.full("room1", "gone", at, true)).type("message_removed").make());
    add("t", "gone", at, NOW);
    StoredMessage gone = load("{}").parentMessages().getFirst();
    assertThat(gone.deleted()).isTrue();
    assertThat(gone.type()).isEqualTo("message_removed");
    assertThat(gone.msg()).isEmpty();
  }

  @Test
  void quotes_areRedacted() throws Exception {
    Instant at = NOW.minusSeconds(9);
    world.messages.add(
        Samples.message(
            "room1", "q", at, "x", false, Samples.quote(at.minusSeconds(9), "", null), false));
    add("t", "q", at, NOW);
    world.members.put("late", new Membership(at));
    assertThat(load("late", "{}").parentMessages().getFirst().quotedParentMessage().msg())
        .isEqualTo("This message is unavailable");
  }

  @Test
  void roomAndItsTimes_playNoPart() throws Exception {
    thread(1);
    world.rooms.times.clear();
    assertThat(load("{}").parentMessages()).hasSize(1);
    assertThat(world.rooms.timesRead).isZero();
  }

  @Test
  void failures_areTold() throws Exception {
    thread(1);
    String failed = "{\"error\":\"failed to load thread parent messages\",\"code\":\"internal\"}";
    world.messages.failure = new IllegalStateException("down");
    assertThat(ask(world.threadParents(), "kenji", "{}")).isEqualTo(failed);
    world.threads.failure = new IllegalStateException("down");
    assertThat(ask(world.threadParents(), "kenji", "{}")).isEqualTo(failed);
  }

  @Test
  void replyThatWouldBeTooLarge_isAFailure() throws Exception { // ODDITY-5
    thread(1);
    world.maxReply = 100;
    assertThat(ask(world.threadParents(), "kenji", "{}"))
        .isEqualTo("{\"error\":\"failed to load thread parent messages\",\"code\":\"internal\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"offset\":\"0\"}", "{\"filter\":[\"all\"]}", "{\"limit\":1.0}", ""})
  void wrongType_isRefused(String body) throws Exception {
    assertThat(ask(world.threadParents(), "stranger", body))
        .isEqualTo("{\"error\":\"invalid request payload\"}");
  }
}
