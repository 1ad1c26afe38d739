package chat.searchsyncworker;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.Message;
import chat.model.MessageEvent;
import chat.model.MessageEventType;
import chat.model.Timestamps;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Message events: one document a message (10 §5). The subject is not looked at. */
final class MessagePlanner implements Planner {
  private static final Logger LOG = LoggerFactory.getLogger(MessagePlanner.class);

  private final IndexNames names;
  private final SearchEngine engine;

  MessagePlanner(IndexNames names, SearchEngine engine) {
    this.names = names;
    this.engine = engine;
  }

  @Override
  public Plan plan(byte[] body, long attempt) throws MalformedJsonException {
    MessageEvent event = Json.read(body, MessageEvent.class);
    Message message = event.message();
    if (message.id().isEmpty()) {
      return new Plan.Unusable("message without id");
    }
    if (Timestamps.isUnset(message.createdAt())) {
      return new Plan.Unusable("message without createdAt");
    }
    if (event.timestamp() <= 0) {
      return new Plan.Unusable("event without timestamp");
    }
    String index = names.messagesOf(message.createdAt());
    return switch (event.event()) {
      case MessageEventType.DELETED ->
          new Plan.Write(List.of(new SearchAction.Delete(index, message.id(), event.timestamp())));
      case MessageEventType.CREATED, "" -> write(index, event, ThreadPlace.of(message));
      case MessageEventType.UPDATED -> update(index, event, attempt);
      default -> unknown(event);
    };
  }

  private static Plan unknown(MessageEvent event) {
    LOG.atWarn()
        .addKeyValue("event", event.event())
        .addKeyValue("messageID", event.message().id())
        .log("unknown kind of message event, skipping");
    return new Plan.Skip("unknown kind of event");
  }

  /**
   * The document is replaced as a whole. The existing fleet's events of edits do not tell the
   * thread that a message belongs to: it is taken from what is stored, else a reply would pass for
   * a plain message where only those may be found.
   */
  private Plan update(String index, MessageEvent event, long attempt) {
    Message message = event.message();
    if (!message.type().isEmpty() || !message.threadParentMessageId().isEmpty()) {
      return write(index, event, ThreadPlace.of(message));
    }
    Optional<JsonNode> stored = engine.stored(index, message.id());
    if (stored.isEmpty() && attempt == 1) {
      // another instance may be about to store it
      return new Plan.Later("the edited message is not stored yet");
    }
    return write(index, event, stored.map(ThreadPlace::of).orElse(ThreadPlace.NONE));
  }

  private static Plan write(String index, MessageEvent event, ThreadPlace thread) {
    Message message = event.message();
    if (!message.type().isEmpty()) {
      return new Plan.Skip("system message");
    }
    try {
      var document = MessageDocument.of(event, thread);
      return new Plan.Write(
          List.of(
              new SearchAction.Put(index, message.id(), event.timestamp(), Json.write(document))));
    } catch (JacksonException e) {
      return new Plan.Unusable("a time outside the years 0 to 9999");
    }
  }
}
