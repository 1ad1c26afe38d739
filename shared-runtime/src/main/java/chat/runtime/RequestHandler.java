package chat.runtime;

/** One operation of a service. */
@FunctionalInterface
public interface RequestHandler {
  /**
   * @throws Exception for what nobody expected: logged, answered with {@code internal error}
   */
  Reply handle(Request request) throws Exception;
}
