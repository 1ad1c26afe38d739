package chat.runtime;

/** What a handler made of one delivery. Acknowledging is the stream worker's alone. */
public sealed interface Outcome {
  Outcome DONE = new Done();

  /** Everything that the message asks for has happened: acknowledged. */
  record Done() implements Outcome {}

  /** The message failed for a reason that may pass: delivered again after a growing delay. */
  record Retry(String reason) implements Outcome {}

  /** The message can never succeed: given up. */
  record Reject(String reason) implements Outcome {}

  /** Known, but this version cannot do it: left unacknowledged for one that can. */
  record Leave(String reason) implements Outcome {}
}
