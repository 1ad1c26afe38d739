package chat.model;

/**
 * The envelope of everything that goes to another site, and of the local lane of the inbox
 * (contract 01 §2.5).
 *
 * @param type one of {@link OutboxType}
 * @param siteId source
 * @param payload the inner JSON
 */
public record OutboxEvent(
    String type, String siteId, String destSiteId, Bytes payload, long timestamp) {}
