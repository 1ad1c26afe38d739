package chat.roomservice;

import java.util.Optional;

/** Messages of {@link Documents}. */
final class InMemoryMessageStore implements MessageStore {
  private final Documents site;

  InMemoryMessageStore(Documents site) {
    this.site = site;
  }

  @Override
  public Optional<SentMessage> find(String messageId) {
    return Optional.ofNullable(site.messages.get(messageId));
  }
}
