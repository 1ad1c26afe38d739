package chat.client;

import chat.model.ErrorReply;
import java.util.function.Function;

/**
 * What came back for a request.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

  /** What was asked for. */
  record Given<T>(T value) implements Answer<T> {}

  /** The service said no. */
  record Refused<T>(ErrorReply error) implements Answer<T> {}

  /**
   * Nobody answered, or something that is no answer. Whether the request had an effect is unknown.
   *
   * @param why for people
   */
  record Missing<T>(String why) implements Answer<T> {}

  /** Goes on with what was given; a refusal and a missing answer stay what they are. */
  default <U> Answer<U> then(Function<T, Answer<U>> next) {
    return switch (this) {
      case Given<T>(T value) -> next.apply(value);
      case Refused<T>(ErrorReply error) -> new Refused<>(error);
      case Missing<T>(String why) -> new Missing<>(why);
    };
  }

  /**
   * What was given.
   *
   * @throws IllegalStateException when nothing was; the message tells why
   */
  default T orThrow() {
    return switch (this) {
      case Given<T>(T value) -> value;
      case Refused<T>(ErrorReply error) ->
          throw new IllegalStateException("refused: " + error.error());
      case Missing<T>(String why) -> throw new IllegalStateException("no answer: " + why);
    };
  }
}
