package chat.historyservice;

import chat.model.StoredMessage;
import chat.model.SystemMessageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes the lists of an {@link InMemoryMessageStore}, and those of pinned messages; {@link
 * MessageChangesContract} holds it true. Steps can be made to fail.
 */
final class InMemoryMessageChanges implements MessageChanges {
  final List<StoredMessage> pinned = new ArrayList<>();

  /** What was written, in order. */
  final List<String> written = new ArrayList<>();

  /** The write of this name fails before it is made. */
  @Nullable String failing;

  /** Runs before the deciding write. */
  Runnable meanwhile = () -> {};

  private final InMemoryMessageStore store;

  InMemoryMessageChanges(InMemoryMessageStore store) {
    this.store = store;
  }

  @Override
  public Outcome edit(StoredMessage message, String text, Instant at) {
    return decide("edit", message, found -> edited(found, text, at));
  }

  @Override
  public Outcome delete(StoredMessage message, Deletion deletion) {
    return decide("delete", message, found -> deleted(found, deletion));
  }

  private Outcome decide(String name, StoredMessage message, UnaryOperator<StoredMessage> change) {
    meanwhile.run();
    write(name);
    Optional<StoredMessage> found =
        store.byId.stream()
            .filter(m -> m.messageId().equals(message.messageId()))
            .filter(m -> m.createdAt().equals(message.createdAt()))
            .filter(m -> m.roomId().equals(message.roomId()))
            .findFirst();
    if (found.isEmpty()) {
      return new Outcome.Missing();
    }
    if (found.get().deleted()) {
      return new Outcome.Deleted();
    }
    store.byId.set(store.byId.indexOf(found.get()), change.apply(found.get()));
    return new Outcome.Applied();
  }

  private void write(String name) {
    if (name.equals(failing)) {
      throw new IllegalStateException("down");
    }
    written.add(name);
  }

  private static StoredMessage edited(StoredMessage message, String text, Instant at) {
    return new Change(message).msg(text).editedAt(at).updatedAt(at).make();
  }

  private static StoredMessage deleted(StoredMessage message, Deletion deletion) {
    var change = new Change(message).deleted(true).updatedAt(deletion.at());
    return deletion.hadReplies()
        ? change.type(SystemMessageType.MESSAGE_REMOVED).make()
        : change.make();
  }

  @Override
  public @Nullable Instant updatedAt(StoredMessage message) {
    return store.find(message.messageId()).orElseThrow(IllegalStateException::new).updatedAt();
  }

  @Override
  public CopyState state(CopyPlace place) {
    return copy(place)
        .map(copy -> copy.deleted() ? CopyState.DELETED : CopyState.PRESENT)
        .orElse(CopyState.ABSENT);
  }

  @Override
  public void edit(CopyPlace place, String text, Instant at) {
    change(place, copy -> edited(copy, text, at));
  }

  @Override
  public void delete(CopyPlace place, Deletion deletion) {
    change(place, copy -> deleted(copy, deletion));
  }

  private void change(CopyPlace place, UnaryOperator<StoredMessage> change) {
    write(place.getClass().getSimpleName());
    List<StoredMessage> list = list(place);
    StoredMessage copy = copy(place).orElseThrow();
    list.set(list.indexOf(copy), change.apply(copy));
  }

  Optional<StoredMessage> copy(CopyPlace place) {
    return list(place).stream().filter(matching(place)).findFirst();
  }

  private List<StoredMessage> list(CopyPlace place) {
    return switch (place) {
      case CopyPlace.InRoom _ -> store.inRooms;
      case CopyPlace.InThread _ -> store.inThreads;
      case CopyPlace.Pinned _ -> pinned;
    };
  }

  private static Predicate<StoredMessage> matching(CopyPlace place) {
    return switch (place) {
      case CopyPlace.InRoom(var room, var at, var id) ->
          m -> m.roomId().equals(room) && m.createdAt().equals(at) && m.messageId().equals(id);
      case CopyPlace.InThread(var room, var thread, var at, var id) ->
          m ->
              m.roomId().equals(room)
                  && m.threadRoomId().equals(thread)
                  && m.createdAt().equals(at)
                  && m.messageId().equals(id);
      case CopyPlace.Pinned(var room, var at, var id) ->
          m -> m.roomId().equals(room) && at.equals(m.pinnedAt()) && m.messageId().equals(id);
    };
  }
}
