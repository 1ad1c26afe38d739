package chat.localfleet.chaos;

import chat.localfleet.FleetStatus;
import chat.model.RoomType;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Who is in which room, as the stores of a site say it. */
final class Membership {
  private Membership() {}

  /**
   * Room and account → roles, time of joining and name, of people who live at a site: what their
   * home and the room's site must agree on (contract 04).
   */
  static Map<String, String> of(FleetStatus.Site at, String livingAt, Iterable<String> rooms) {
    Map<String, String> members = new TreeMap<>();
    try (MongoClient client = MongoClients.create(at.mongo())) {
      var subscriptions = client.getDatabase(at.mongoDb()).getCollection("subscriptions");
      var users = client.getDatabase(at.mongoDb()).getCollection("users");
      for (Document one :
          subscriptions.find(
              Filters.and(Filters.in("roomId", rooms), Filters.eq("roomType", RoomType.CHANNEL)))) {
        String account = one.get("u", Document.class).getString("account");
        Document user = users.find(Filters.eq("account", account)).first();
        if (user != null && user.getString("siteId").equals(livingAt)) {
          members.put(
              one.getString("roomId") + " " + account,
              one.get("roles") + " " + one.get("joinedAt") + " " + one.get("name"));
        }
      }
    }
    return members;
  }
}
