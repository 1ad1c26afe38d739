package chat.notificationworker;

import chat.model.Bots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Members in a map; {@link RecipientStoreContract} holds it true. */
final class InMemoryRecipientStore implements RecipientStore {
  private final Map<String, List<Recipient>> rooms = new HashMap<>();
  private int asked;
  RuntimeException failure;

  void add(String roomId, Recipient... recipients) {
    rooms.computeIfAbsent(roomId, room -> new ArrayList<>()).addAll(List.of(recipients));
  }

  int asked() {
    return asked;
  }

  @Override
  public List<Recipient> of(String roomId) {
    asked++;
    if (failure != null) {
      throw failure;
    }
    return rooms.getOrDefault(roomId, List.of()).stream()
        .filter(member -> !Bots.isBot(member.account()))
        .toList();
  }
}
