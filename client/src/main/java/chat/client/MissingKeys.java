package chat.client;

import chat.client.EventOpener.Attempt;
import chat.client.GivenUpKeys.Verdict;
import chat.client.KeyRing.KeyId;
import chat.client.RoomUpdate.Locked;
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
import java.util.Optional;
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
  private final Consumer<RoomUpdate> passOn;
  private final Pauses pauses;

  private final Map<KeyId, Question> questions = new HashMap<>();
  private final GivenUpKeys givenUp;
  private boolean closed;

  /** A question under way, and what waits for its end. */
  private static final class Question {
    private final Deque<RoomEvent> waiting = new ArrayDeque<>();
    private @Nullable Thread asker;
  }

  /**
   * Nothing waits yet.
   *
   * @param passOn takes each event once, on any thread
   */
  MissingKeys(
      KeyQuestions source,
      KeyRing keys,
      Memberships memberships,
      Consumer<RoomUpdate> passOn,
      Pauses pauses,
      InstantSource clock) {
    this.source = source;
    this.keys = keys;
    this.opener = new EventOpener(keys);
    this.memberships = memberships;
    this.passOn = passOn;
    this.pauses = pauses;
    this.givenUp = new GivenUpKeys(clock, MOST_QUESTIONS);
  }

  /** Passes the event on at once if it can be read, else when its key is there or given up. */
  void take(RoomRef room, RoomEvent event) {
    switch (opener.open(event)) {
      case Attempt.Done(RoomUpdate update) -> passOn.accept(update);
      case Attempt.NeedsKey _ -> enqueue(room, event).ifPresent(passOn);
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
    List<RoomUpdate> ready = new ArrayList<>();
    synchronized (this) {
      givenUp.remove(id);
      Question question = questions.get(id);
      if (question != null) {
        question.waiting.removeIf(event -> opens(event, ready));
      }
    }
    ready.forEach(passOn);
  }

  /** Ends all questions; what waits is passed on as locked. */
  @Override
  public void close() {
    List<RoomUpdate> locked = new ArrayList<>();
    synchronized (this) {
      closed = true;
      for (Question question : questions.values()) {
        question.waiting.forEach(event -> locked.add(new Locked(event, Reason.CLIENT_CLOSED)));
        if (question.asker != null) {
          question.asker.interrupt();
        }
      }
      questions.clear();
    }
    locked.forEach(passOn);
  }

  /** Queues the event; what comes back is to be passed on instead. */
  private synchronized Optional<RoomUpdate> enqueue(RoomRef room, RoomEvent event) {
    if (closed) {
      return Optional.of(new Locked(event, Reason.CLIENT_CLOSED));
    }
    long version;
    switch (opener.open(event)) { // the key may have come a moment ago
      case Attempt.Done(RoomUpdate update) -> {
        return Optional.of(update);
      }
      case Attempt.NeedsKey(long needed) -> version = needed;
    }
    if (version < 0) {
      return Optional.of(new Locked(event, Reason.MALFORMED));
    }
    KeyId id = new KeyId(event.roomId(), version);
    Verdict verdict = givenUp.find(id);
    if (verdict != null) {
      return Optional.of(new Locked(event, verdict.on(event)));
    }
    Question question = question(id, room);
    if (question == null) {
      return Optional.of(new Locked(event, Reason.TOO_MANY_WAITING));
    }
    question.waiting.add(event);
    return question.waiting.size() > MOST_WAITING
        ? Optional.of(new Locked(question.waiting.remove(), Reason.TOO_MANY_WAITING))
        : Optional.empty();
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
    List<RoomUpdate> ready = new ArrayList<>();
    synchronized (this) {
      if (!questions.remove(id, question)) {
        return; // closed or forgotten
      }
      for (RoomEvent event : question.waiting) {
        if (!opens(event, ready)) {
          ready.add(new Locked(event, verdict.on(event)));
          givenUp.add(id, verdict);
        }
      }
    }
    ready.forEach(passOn);
  }

  /** Ends the question when nothing waits for it any more. */
  private synchronized boolean wanted(KeyId id, Question question) {
    if (id.version() != CURRENT && question.waiting.isEmpty()) {
      questions.remove(id, question);
    }
    return questions.get(id) == question;
  }

  private boolean opens(RoomEvent event, List<RoomUpdate> ready) {
    return opener.open(event) instanceof Attempt.Done(RoomUpdate update) && ready.add(update);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
