package chat.roomservice;

import chat.model.App;
import chat.model.DmParticipants;
import chat.model.Lists;
import chat.model.RoomType;
import chat.model.SubjectTokens;
import chat.model.Subscription;
import chat.model.User;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DM and botDM branch of create room (02 §9.1, D1–D5). */
final class DirectRooms {
  private static final Logger LOG = LoggerFactory.getLogger(DirectRooms.class);

  private final UserStore users;
  private final SubscriptionStore subscriptions;
  private final AppStore apps;

  DirectRooms(UserStore users, SubscriptionStore subscriptions, AppStore apps) {
    this.users = users;
    this.subscriptions = subscriptions;
    this.apps = apps;
  }

  RoomDraft draft(RoomDraft.Checked checked) {
    String counterpart = Lists.orEmpty(checked.body().users()).getFirst();
    String type = CreateRoom.directType(counterpart);
    Optional<User> other = users.find(counterpart); // D1
    if (other.isEmpty()) {
      return new RoomDraft.Refused(Refusals.USER_UNKNOWN);
    }
    if (type.equals(RoomType.DM) && !CreateRoom.hasNames(other.get())) { // D2
      return new RoomDraft.Refused(Refusals.NAMES_MISSING);
    }
    String roomId = DmParticipants.of(checked.requester(), other.get()).roomId(); // D3
    Optional<Subscription> existing =
        subscriptions.findDirect(checked.requester().account(), counterpart); // D4
    if (existing.isPresent()) {
      return new RoomDraft.Refused(Refusals.dmExists(existing.get().roomId()));
    }
    if (spansTokens(checked.requester()) || spansTokens(other.get())) { // 00 row 5: none is created
      LOG.atWarn()
          .addKeyValue("account", counterpart)
          .log("a user id that is no subject token cannot be part of a room id");
      return new RoomDraft.Refused(
          type.equals(RoomType.DM) ? Refusals.USER_UNKNOWN : Refusals.BOT_UNAVAILABLE);
    }
    if (type.equals(RoomType.BOT_DM) && !isAvailable(counterpart)) { // D5
      return new RoomDraft.Refused(Refusals.BOT_UNAVAILABLE);
    }
    return new RoomDraft.Ready(roomId, type, List.of(counterpart), List.of());
  }

  private boolean isAvailable(String bot) {
    return apps.findByAssistant(bot)
        .map(App::assistant)
        .filter(assistant -> assistant.enabled())
        .isPresent();
  }

  private static boolean spansTokens(User user) {
    return !SubjectTokens.isToken(user.id());
  }
}
