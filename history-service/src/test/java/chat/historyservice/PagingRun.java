package chat.historyservice;

import static chat.historyservice.HistoryWorld.read;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.HistoryOperation;
import chat.model.LoadHistoryReply;
import chat.model.LoadSurroundingReply;
import chat.model.MessagePage;
import chat.model.StoredMessage;
import chat.runtime.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Reads a room in every way there is, with pages of random sizes, each from any instance, while its
 * messages are edited and deleted.
 */
final class PagingRun {
  private static final int MOST_PAGES = 3_000;
  private static final int[] WINDOWS_PER_WALK = {1, 2, 5, 122};
  private static final long[] LARGEST_REPLIES = {1 << 20, 30_000};

  private final PagedRoom room;
  private final Random random;
  private final Supplier<PagingContract.Tables> instances;
  private final Figures figures;
  private final int windows;
  private final long largestReply;
  private int pages;

  /** What was done in all. */
  record Figures(AtomicLong rooms, AtomicLong messages, AtomicLong pages, AtomicLong changed) {
    Figures() {
      this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    long changes() {
      return changed.get();
    }

    @Override
    public String toString() {
      return rooms
          + " rooms, "
          + messages
          + " messages, "
          + pages
          + " pages, "
          + changed
          + " edits and deletions";
    }
  }

  PagingRun(
      PagedRoom room, Random random, Supplier<PagingContract.Tables> instances, Figures figures) {
    this.room = room;
    this.random = random;
    this.instances = instances;
    this.figures = figures;
    windows = WINDOWS_PER_WALK[random.nextInt(WINDOWS_PER_WALK.length)];
    largestReply = LARGEST_REPLIES[random.nextInt(LARGEST_REPLIES.length)];
  }

  void readEverything() throws Exception {
    figures.rooms().incrementAndGet();
    figures.messages().addAndGet(room.all().size());
    for (int i = random.nextInt(8); i > 0; i--) {
      changeOne();
    }
    older();
    newer();
    thread();
    around();
  }

  private void older() throws Exception {
    Instant start = random.nextBoolean() ? null : room.anyTime();
    List<String> wanted = room.visible(time -> start == null || time.isBefore(start)).reversed();
    List<String> found = new ArrayList<>();
    Long before = start == null ? null : start.toEpochMilli();
    while (true) {
      String body = "{\"before\":%s,\"limit\":%d}".formatted(before, limit());
      List<StoredMessage> page =
          read(ask(HistoryOperation.HISTORY, windows, body), LoadHistoryReply.class).messages();
      if (page.isEmpty()) {
        break;
      }
      take(page, found);
      before = page.getLast().createdAt().toEpochMilli();
    }
    assertThat(found).as("history before %s, since %s", start, room.since).isEqualTo(wanted);
  }

  private void newer() throws Exception {
    Instant after = random.nextBoolean() ? null : room.anyTime();
    String start = after == null ? "" : "\"after\":" + after.toEpochMilli() + ",";

    List<String> found = cursorPages(HistoryOperation.NEXT, start);

    assertThat(found)
        .as("next after %s, since %s", after, room.since)
        .isEqualTo(room.visible(time -> after == null || time.isAfter(after)));
  }

  private void thread() throws Exception {
    StoredMessage parent = room.threadParent();
    if (parent == null || (room.since != null && parent.createdAt().isBefore(room.since))) {
      return;
    }
    String start = "\"threadMessageId\":\"%s\",".formatted(parent.messageId());

    assertThat(cursorPages(HistoryOperation.THREAD, start)).as("thread").isEqualTo(room.replies());
  }

  private List<String> cursorPages(HistoryOperation operation, String start) throws Exception {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      String body = "{%s\"limit\":%d,\"cursor\":\"%s\"}".formatted(start, limit(), cursor);
      MessagePage page = read(ask(operation, windows, body), MessagePage.class);
      take(page.messages(), found);
      assertThat(page.hasNext()).isEqualTo(!page.nextCursor().isEmpty());
      cursor = page.nextCursor();
    } while (!cursor.isEmpty());
    return found;
  }

  /** Both ways from a message, by what stands around the last one that was found. */
  private void around() throws Exception {
    List<String> wanted = room.visible(_ -> true);
    if (wanted.isEmpty()) {
      return;
    }
    Deque<String> found = new ArrayDeque<>();
    found.add(wanted.get(random.nextInt(wanted.size())));
    boolean more = true;
    while (more) {
      LoadSurroundingReply reply = around(found.getFirst());
      List<String> page = HistoryWorld.ids(reply.messages());
      page.subList(0, page.indexOf(found.getFirst())).reversed().forEach(found::addFirst);
      more = reply.moreBefore();
    }
    more = true;
    while (more) {
      LoadSurroundingReply reply = around(found.getLast());
      List<String> page = HistoryWorld.ids(reply.messages());
      found.addAll(page.subList(page.indexOf(found.getLast()) + 1, page.size()));
      more = reply.moreAfter();
    }
    assertThat(List.copyOf(found)).as("surrounding, since %s", room.since).isEqualTo(wanted);
  }

  /** A reply of this kind has no cursor: a walk that ends early would end it all. */
  private LoadSurroundingReply around(String messageId) throws Exception {
    String body =
        "{\"messageId\":\"%s\",\"limit\":%d}".formatted(messageId, 3 + random.nextInt(30));
    LoadSurroundingReply reply =
        read(ask(HistoryOperation.SURROUNDING, 122, body), LoadSurroundingReply.class);
    take(reply.messages(), new ArrayList<>());
    return reply;
  }

  private int limit() {
    return random.nextInt(5) == 0 ? 100 : 1 + random.nextInt(12);
  }

  /** Every message is seen as it stands when the page is read. */
  private void take(List<StoredMessage> page, List<String> found) throws Exception {
    for (StoredMessage message : page) {
      StoredMessage wanted = room.message(message.messageId());
      assertThat(message.deleted()).as(message.messageId()).isEqualTo(wanted.deleted());
      assertThat(message.msg()).isEqualTo(wanted.deleted() ? "" : wanted.msg());
      assertThat(message.createdAt()).isEqualTo(wanted.createdAt());
      found.add(message.messageId());
    }
    if (random.nextInt(6) == 0) {
      changeOne();
    }
  }

  private void changeOne() throws Exception {
    List<PagedRoom.Told> all = room.all();
    if (all.isEmpty()) {
      return;
    }
    StoredMessage message = all.get(random.nextInt(all.size())).message();
    String id = message.messageId();
    if (message.deleted()) {
      return;
    }
    if (random.nextBoolean()) {
      String text = room.text();
      String body = "{\"messageId\":\"%s\",\"newMsg\":\"%s\"}".formatted(id, text);
      assertThat(ask(HistoryOperation.EDIT, windows, body)).doesNotContain("\"error\"");
      room.changed(id, new Change(message).msg(text));
    } else {
      String body = "{\"messageId\":\"%s\"}".formatted(id);
      assertThat(ask(HistoryOperation.DELETE, windows, body)).doesNotContain("\"error\"");
      room.changed(id, new Change(message).deleted(true));
    }
    figures.changed().incrementAndGet();
  }

  private String ask(HistoryOperation operation, int windowsPerWalk, String body) throws Exception {
    assertThat(++pages).as("pages without an end").isLessThan(MOST_PAGES);
    figures.pages().incrementAndGet();
    var world = new HistoryWorld(windowsPerWalk);
    world.maxReply = largestReply;
    world.rooms.times.put(room.id, new RoomTimes(room.lastMsgAt, room.createdAt));
    PagingContract.Tables tables = instances.get();
    Map<HistoryOperation, RequestHandler> handlers =
        world.handlers(
            new Operations.Stores(
                (roomId, account) -> java.util.Optional.of(new Membership(room.since)),
                world.rooms,
                world.threads,
                tables.messages(),
                tables.changes(),
                tables.counts()));
    return HistoryWorld.ask(
        handlers.get(operation), PagedRoom.READER, room.id, body.getBytes(StandardCharsets.UTF_8));
  }
}
