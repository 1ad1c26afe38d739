package chat.client;

import chat.client.EventOpener.Attempt;
import chat.client.GivenUpKeys.Verdict;
import chat.client.KeyRing.KeyId;
import chat.client.RoomUpdate.Reason;
import chat.model.ErrorReply;
import chat.model.KeyGetReply;
import chat.model.RoomEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events whose key is not here, and the questions for those keys (contract 13 A2). At most one
 * question is under way for a room and version; the pauses between its tries grow; the events wait
 * for its end. A question that is refused several times is given up: its events are passed on as
 * locked, and new events of that version, too, for a while.
 */
final class MissingKeys implements AutoCloseable {

  static final int MOST_REFUSALS = 5;
  static final int MOST_QUESTIONS = 256;
  static final int MOST_WAITING = 1_000;
  static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Stands for "the current version, whichever that is"; real versions are not negative. */
  private static final long CURRENT = -1;

  private final KeyQuestions source;
  private final KeyRing keys;
  private final EventOpener opener;
  private final Memberships memberships;
  private final Pauses pauses;

  private final Map<KeyId, Question> questions = new HashMap<>();
  private final GivenUpKeys givenUp;
  private boolean closed;

  /** A question under way, and what waits for its end. */
  private static final class Question {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Thread asker;
  }

  /** Nothing waits yet. */
  MissingKeys(
      KeyQuestions source,
      KeyRing keys,
      Memberships memberships,
      Pauses pauses,
      InstantSource clock) {
    this.source = source;
    this.keys = keys;
    this.opener = new EventOpener(keys);
    this.memberships = memberships;
    this.pauses = pauses;
    this.givenUp = new GivenUpKeys(clock, MOST_QUESTIONS);
  }

  /**
   * Passes the event on at once if it can be read, else when its key is there or given up.
   *
   * @param passOn takes it once, on any thread
   */
  void take(RoomRef room, RoomEvent event, Consumer<RoomUpdate> passOn) {
    switch (opener.open(event)) {
      case Attempt.Done(RoomUpdate update) -> passOn.accept(update);
      case Attempt.NeedsKey _ -> enqueue(room, new Waiting(event, passOn)).run();
    }
  }

  /** Asks for the room's current key. */
  synchronized void askCurrent(RoomRef room) {
    if (!closed) {
      question(new KeyId(room.roomId(), CURRENT), room);
    }
  }

  /** Asks no more for the room's current key. */
  synchronized void forget(String roomId) {
    questions.remove(new KeyId(roomId, CURRENT));
  }

  /** A key has come into the ring: what waits for it may be opened now. */
  void arrived(KeyId id) {
    List<Runnable> ready = new ArrayList<>();
    synchronized (this) {
      givenUp.remove(id);
      Question question = questions.get(id);
      if (question != null) {
        question.waiting.removeIf(one -> opens(one, ready));
      }
    }
    ready.forEach(Runnable::run);
  }

  /** Ends all questions; what waits is passed on as locked. */
  @Override
  public void close() {
    List<Runnable> locked = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (Question question : questions.values()) {
        question.waiting.forEach(one -> locked.add(one.locked(Reason.CLIENT_CLOSED)));
        if (question.asker != null) {
          question.asker.interrupt();
        }
      }
      questions.clear();
    }
    locked.forEach(Runnable::run);
  }

  /** Queues it; what comes back is to be done at once. */
  private synchronized Runnable enqueue(RoomRef room, Waiting one) {
    if (closed) {
      return one.locked(Reason.CLIENT_CLOSED);
    }
    long version;
    switch (opener.open(one.event())) { // the key may have come a moment ago
      case Attempt.Done(RoomUpdate update) -> {
        return one.passing(update);
      }
      case Attempt.NeedsKey(long needed) -> version = needed;
    }
    if (version < 0) {
      return one.locked(Reason.MALFORMED);
    }
    KeyId id = new KeyId(room.roomId(), version);
    Verdict verdict = givenUp.find(id);
    if (verdict != null) {
      return one.locked(verdict.on(one.event()));
    }
    Question question = question(id, room);
    if (question == null) {
      return one.locked(Reason.TOO_MANY_WAITING);
    }
    question.waiting.add(one);
    return question.waiting.size() > MOST_WAITING
        ? question.waiting.remove().locked(Reason.TOO_MANY_WAITING)
        : () -> {};
  }

  /** The question under way, begun if need be; null when there are too many. */
  private @Nullable Question question(KeyId id, RoomRef room) {
    Question running = questions.get(id);
    if (running != null || questions.size() >= MOST_QUESTIONS) {
      return running;
    }
    Question question = new Question();
    questions.put(id, question);
    question.asker =
        Thread.ofVirtual().name("chat-client-key").start(() -> ask(id, room, question));
    return question;
  }

  private void ask(KeyId id, RoomRef room, Question question) {
    int refusals = 0;
    Duration pause = FIRST_PAUSE;
    try {
      do {
        Answer<KeyGetReply> answer =
            source.ask(room, id.version() == CURRENT ? null : id.version());
        refusals += answer instanceof Answer.Refused ? 1 : 0;
        Verdict verdict = verdict(id, answer, refusals);
        if (verdict != null) {
          end(id, question, verdict);
          return;
        }
        pauses.pause(pause);
        pause = longer(pause);
      } while (wanted(id, question));
    } catch (InterruptedException _) {
      // closed: what waited has been passed on
    }
  }

  /** What holds for the events that cannot be opened now; null = ask again. */
  private @Nullable Verdict verdict(KeyId id, Answer<KeyGetReply> answer, int refusals) {
    return switch (answer) {
      case Answer.Given<KeyGetReply>(KeyGetReply reply) ->
          holds(id, reply) ? _ -> Reason.KEY_DOES_NOT_FIT : null;
      case Answer.Refused<KeyGetReply>(ErrorReply error) ->
          refusals == MOST_REFUSALS ? event -> memberships.reason(event, error) : null;
      case Answer.Missing<KeyGetReply> _ -> null;
    };
  }

  /** Puts the key of an answer into the ring; false when the answer holds none. */
  private boolean holds(KeyId id, KeyGetReply reply) {
    KeyId answered = new KeyId(reply.roomId(), reply.version());
    boolean fits = id.version() == CURRENT || id.version() == reply.version();
    if (!fits || !id.roomId().equals(reply.roomId()) || !keys.put(answered, reply.privateKey())) {
      return false;
    }
    arrived(answered);
    return true;
  }

  private void end(KeyId id, Question question, Verdict verdict) {
    List<Runnable> ready = new ArrayList<>();
    synchronized (this) {
      if (!questions.remove(id, question)) {
        return; // closed or forgotten
      }
      for (Waiting one : question.waiting) {
        if (!opens(one, ready)) {
          ready.add(one.locked(verdict.on(one.event())));
          givenUp.add(id, verdict);
        }
      }
    }
    ready.forEach(Runnable::run);
  }

  /** Ends the question when nothing waits for it any more. */
  private synchronized boolean wanted(KeyId id, Question question) {
    if (id.version() != CURRENT && question.waiting.isEmpty()) {
      questions.remove(id, question);
    }
    return questions.get(id) == question;
  }

  private boolean opens(Waiting one, List<Runnable> ready) {
    return opener.open(one.event()) instanceof Attempt.Done(RoomUpdate update)
        && ready.add(one.passing(update));
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
