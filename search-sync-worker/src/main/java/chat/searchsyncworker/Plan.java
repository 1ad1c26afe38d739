package chat.searchsyncworker;

import java.util.List;

/** What an event asks for. */
sealed interface Plan {
  /** At least one action; all of them must be done. */
  record Write(List<SearchAction> actions) implements Plan {
    public Write {
      actions = List.copyOf(actions);
    }
  }

  /** Nothing of this index. */
  record Skip(String reason) implements Plan {}

  /** It may become clear what to do when the event comes again. */
  record Later(String reason) implements Plan {}

  /** The event cannot be understood, now or later. */
  record Unusable(String reason) implements Plan {}
}
