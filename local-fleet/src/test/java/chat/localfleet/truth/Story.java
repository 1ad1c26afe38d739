package chat.localfleet.truth;

import chat.client.Answer;
import chat.client.Draft;
import chat.client.Invited;
import chat.client.RoomRef;
import chat.model.HistoryMode;
import chat.model.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * People who do things at random, each one thing after the other and all at the same time: they
 * say, answer, correct and take back; owners let in and put out; others hang up and come back.
 */
final class Story {
  private enum Kind {
    SEND,
    REPLY,
    EDIT,
    DELETE,
    JOIN,
    LEAVE,
    HANG_UP
  }

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final int OTHERS_MEANWHILE = 12;
  private static final int TRIES_TO_CHANGE = 100;

  private final Random random;
  private final List<Someone> people;
  private final List<RoomRef> channels;
  private final List<RoomRef> rooms;
  private final Map<String, Someone> owners;
  private final Map<String, Set<String>> members;
  private final int wanted;
  private final AtomicInteger done = new AtomicInteger();
  private final Map<Kind, Integer> count = new EnumMap<>(Kind.class);
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /** A message of one's own, or one to reply to. */
  private record Own(RoomRef room, String id) {}

  /**
   * @param owners of the channels, by room
   * @param members by room; kept up to date here
   */
  Story(
      long seed,
      int wanted,
      List<Someone> people,
      List<RoomRef> rooms,
      Map<String, Someone> owners,
      Map<String, Set<String>> members) {
    this.random = new Random(seed);
    this.wanted = wanted;
    this.people = people;
    this.rooms = rooms;
    this.owners = owners;
    this.members = members;
    this.channels = rooms.stream().filter(room -> owners.containsKey(room.roomId())).toList();
  }

  /** Answers that nobody could expect. */
  List<String> play() throws Exception {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Someone person : people) {
        var own = new Random(random.nextLong());
        running.add(
            threads.submit(
                () -> {
                  new Part(person, own).play();
                  return null;
                }));
      }
      for (Future<?> part : running) {
        part.get();
      }
    }
    return List.copyOf(wrong);
  }

  /** How often each thing was done. */
  String figures() {
    return count.toString();
  }

  private boolean isIn(RoomRef room, String account) {
    return members.get(room.roomId()).contains(account);
  }

  /** What one of them does. */
  private final class Part {
    private final Someone me;
    private final Random chance;
    private final List<Own> mine = new ArrayList<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    Part(Someone me, Random chance) {
      this.me = me;
      this.chance = chance;
    }

    void play() throws Exception {
      while (done.get() < wanted) {
        Kind kind = kind();
        if (act(kind)) {
          done.incrementAndGet();
          synchronized (count) {
            count.merge(kind, 1, Integer::sum);
          }
        }
      }
    }

    private Kind kind() {
      int dice = chance.nextInt(100);
      if (owners.containsValue(me) && dice < 40) {
        return chance.nextBoolean() ? Kind.JOIN : Kind.LEAVE;
      }
      if (dice < 5) {
        return owners.containsValue(me) ? Kind.SEND : Kind.HANG_UP;
      }
      return dice < 55 ? Kind.SEND : dice < 75 ? Kind.REPLY : dice < 90 ? Kind.EDIT : Kind.DELETE;
    }

    /** False when there was nothing to do it to. */
    private boolean act(Kind kind) throws Exception {
      return switch (kind) {
        case SEND -> send();
        case REPLY -> reply();
        case EDIT -> change(false);
        case DELETE -> change(true);
        case JOIN -> move(true);
        case LEAVE -> move(false);
        case HANG_UP -> hangUp();
      };
    }

    private RoomRef anyRoom() {
      List<RoomRef> ours = rooms.stream().filter(room -> isIn(room, me.account())).toList();
      return ours.isEmpty() ? null : ours.get(chance.nextInt(ours.size()));
    }

    private boolean send() throws InterruptedException {
      RoomRef room = anyRoom();
      return room != null && said(room, Draft.of("said " + chance.nextInt(1_000_000)));
    }

    private boolean reply() throws InterruptedException {
      RoomRef room = anyRoom();
      if (room == null) {
        return false;
      }
      Map<String, Ledger.Shown> known = me.ledger().shown(room.roomId());
      List<String> parents =
          known.keySet().stream().filter(id -> known.get(id).canBeAnswered()).toList();
      if (parents.isEmpty()) {
        return false;
      }
      String parent = parents.get(chance.nextInt(parents.size()));
      String text = "answered " + chance.nextInt(1_000_000);
      return said(room, Draft.reply(text, parent, known.get(parent).createdAt()));
    }

    private boolean said(RoomRef room, Draft draft) throws InterruptedException {
      Answer<Message> answer = me.client().messages().send(room, draft);
      if (answer instanceof Answer.Given<Message>(Message message)) {
        mine.add(new Own(room, message.id()));
      } else {
        refused("send", room, answer);
      }
      return true;
    }

    /** Messages are stored a moment after they are said. */
    private boolean change(boolean delete) {
      List<Own> left =
          mine.stream()
              .filter(own -> isIn(own.room(), me.account()) && !deleted.contains(own.id()))
              .toList();
      if (left.isEmpty()) {
        return false;
      }
      Own own = left.get(chance.nextInt(left.size()));
      String text = "corrected " + chance.nextInt(1_000_000);
      var tries = new AtomicInteger();
      Awaitility.await()
          .atMost(A_MINUTE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                var messages = me.client().messages();
                Answer<?> answer =
                    delete
                        ? messages.delete(own.room(), own.id())
                        : messages.edit(own.room(), own.id(), text);
                boolean early =
                    answer instanceof Answer.Refused<?>(var error)
                        && error.error().equals("message not found")
                        && tries.incrementAndGet() < TRIES_TO_CHANGE;
                if (!early) {
                  refused(delete ? "delete" : "edit", own.room(), answer);
                }
                return !early;
              });
      if (delete) {
        deleted.add(own.id());
      }
      return true;
    }

    private boolean move(boolean in) throws InterruptedException {
      List<RoomRef> own =
          channels.stream().filter(room -> owners.get(room.roomId()) == me).toList();
      RoomRef room = own.get(chance.nextInt(own.size()));
      Set<String> inside = members.get(room.roomId());
      List<String> candidates =
          people.stream()
              .filter(person -> !owners.containsValue(person))
              .map(Someone::account)
              .filter(account -> inside.contains(account) != in)
              .toList();
      if (candidates.isEmpty()) {
        return false;
      }
      String who = candidates.get(chance.nextInt(candidates.size()));
      inside.remove(who); // from now on they may be refused
      String mode = chance.nextInt(3) == 0 ? HistoryMode.NONE : HistoryMode.ALL;
      Answer<?> answer =
          in
              ? me.client().rooms().add(room, Invited.users(who), mode)
              : me.client().rooms().remove(room, who);
      if (!(answer instanceof Answer.Given)) {
        wrong.add((in ? "join " : "leave ") + answer);
      } else if (in) {
        inside.add(who);
      }
      return true;
    }

    private boolean hangUp() throws Exception {
      me.hangUp();
      int enough = done.get() + 1 + chance.nextInt(OTHERS_MEANWHILE);
      Awaitility.await().atMost(A_MINUTE).until(() -> done.get() >= Math.min(enough, wanted - 1));
      me.comeBack();
      return true;
    }

    /** Who was put out meanwhile is refused; nobody else is. */
    private void refused(String what, RoomRef room, Answer<?> answer) {
      if (!(answer instanceof Answer.Given) && isIn(room, me.account())) {
        wrong.add(me.account() + " " + what + " " + answer);
      }
    }
  }
}
