package chat.model;

/**
 * What the canonical message stream carries (contract 01 §2.4).
 *
 * @param event one of {@link MessageEventType}; absent in very old payloads
 * @param timestamp ms of publishing
 */
public record MessageEvent(
    @OmitEmpty String event, Message message, String siteId, long timestamp) {}
