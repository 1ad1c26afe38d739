package chat.runtime;

/**
 * Works on the messages of one durable consumer. Must be idempotent: messages come more than once.
 */
@FunctionalInterface
public interface StreamHandler {
  /**
   * @throws Exception a store or server that is away is waited for, anything else is retried
   */
  Outcome handle(Delivery delivery) throws Exception;

  /**
   * The message was acknowledged or given up and does not come again, unless the acknowledgement
   * got lost. What this throws is only logged.
   */
  default void settled(Delivery delivery) {}
}
