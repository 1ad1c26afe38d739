package chat.localfleet.chaos;

import chat.client.ChatClient;
import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who takes part; the i-th follower listens with the i-th speaker's ears. */
final class Party {
  private final FleetStatus fleet;
  private final List<RoomRef> rooms;
  private final List<ChatClient> speakers;
  private final List<Follower> followers;
  private @Nullable Conversation conversation;
  private @Nullable ComingAndGoing walk;

  Party(
      FleetStatus fleet, List<RoomRef> rooms, List<ChatClient> speakers, List<Follower> followers) {
    this.fleet = fleet;
    this.rooms = List.copyOf(rooms);
    this.speakers = List.copyOf(speakers);
    this.followers = List.copyOf(followers);
  }

  void takesPart(Conversation talk, ComingAndGoing walkers) {
    this.conversation = talk;
    this.walk = walkers;
  }

  FleetStatus fleet() {
    return fleet;
  }

  List<RoomRef> rooms() {
    return rooms;
  }

  List<ChatClient> speakers() {
    return speakers;
  }

  List<Follower> followers() {
    return followers;
  }

  Conversation conversation() {
    return java.util.Objects.requireNonNull(conversation);
  }

  ComingAndGoing walk() {
    return java.util.Objects.requireNonNull(walk);
  }
}
