package chat.searchsyncworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.MemberAdded;
import chat.model.OutboxEvent;
import chat.model.OutboxType;

/**
 * People joined or left a room (10 §6).
 *
 * @param added as the envelope says; the inner type does not count
 * @param timestamp ms of the event, the envelope's
 * @param detail of a removal: room and accounts alone are told
 */
record MembershipChange(boolean added, long timestamp, MemberAdded detail) {

  /** Makes the actions of a change. */
  interface Writer {
    Plan plan(MembershipChange change);
  }

  /** Checks an event in the contract's order, then lets the writer make something of it. */
  static Planner planner(Writer writer) {
    return (body, attempt) -> plan(body, writer);
  }

  private static Plan plan(byte[] body, Writer writer) throws MalformedJsonException {
    OutboxEvent envelope = Json.read(body, OutboxEvent.class);
    if (envelope.timestamp() <= 0) {
      return new Plan.Unusable("event without timestamp");
    }
    MemberAdded detail = Json.read(envelope.payload().toArray(), MemberAdded.class);
    if (detail.roomId().isEmpty()) {
      return new Plan.Unusable("event without room");
    }
    if (detail.accounts().isEmpty()) { // removal of nobody: it tells of a new room key alone
      return envelope.type().equals(OutboxType.MEMBER_REMOVED)
          ? new Plan.Skip("removal of nobody")
          : new Plan.Unusable("event without accounts");
    }
    if (detail.accounts().contains("")) {
      return new Plan.Unusable("event with an empty account");
    }
    return switch (envelope.type()) {
      case OutboxType.MEMBER_ADDED ->
          writer.plan(new MembershipChange(true, envelope.timestamp(), detail));
      case OutboxType.MEMBER_REMOVED ->
          writer.plan(new MembershipChange(false, envelope.timestamp(), detail));
      default -> new Plan.Unusable("event of another type");
    };
  }
}
