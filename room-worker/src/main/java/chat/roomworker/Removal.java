package chat.roomworker;

import chat.model.MemberType;
import java.util.List;

/** Takes people out of a room: mark, subscription, counts, next key (03 §8.2, §8.3). */
final class Removal {
  private final ExistingRooms rooms;
  private final SubscriptionStore subscriptions;
  private final MemberRowStore rows;
  private final KeyRotation rotation;
  private final RotationNews news;

  Removal(
      ExistingRooms rooms,
      SubscriptionStore subscriptions,
      MemberRowStore rows,
      KeyRotation rotation,
      RotationNews news) {
    this.rooms = rooms;
    this.subscriptions = subscriptions;
    this.rows = rows;
    this.rotation = rotation;
    this.news = news;
  }

  void deleteRow(String roomId, Person person) {
    rows.delete(roomId, MemberType.INDIVIDUAL, person.id());
  }

  void deleteOrgRow(String roomId, String orgId) {
    rows.delete(roomId, MemberType.ORG, orgId);
  }

  void unsubscribe(String roomId, List<Person> people, long sequence) {
    rooms.markRemoved(roomId, people, sequence);
    subscriptions.delete(roomId, people.stream().map(Person::account).toList());
  }

  void recount(String roomId) {
    rooms.recount(roomId);
  }

  /** Those who stay get the key that is used from now on. */
  void rotate(String roomId, long sequence) {
    rotation.rotate(roomId, sequence);
  }

  /** To be called when the sites of the removed have been told. */
  void tellOtherSites(String roomId, List<Person> removed, JobOrigin origin) {
    news.afterRemoval(roomId, removed, origin);
  }
}
