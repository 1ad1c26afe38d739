package chat.searchsyncworker;

import chat.model.Json;
import chat.model.MemberAdded;
import chat.model.RoomType;
import chat.model.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Room names: one document for each account and room (10 §7). */
final class SpotlightWriter implements MembershipChange.Writer {
  private final String index;

  SpotlightWriter(String index) {
    this.index = index;
  }

  /** As it is indexed (10 §3.3). */
  private record Document(
      String userAccount,
      String roomId,
      String roomName,
      String roomType,
      String siteId,
      Instant joinedAt) {}

  @Override
  public Plan plan(MembershipChange change) {
    MemberAdded detail = change.detail();
    List<SearchAction> actions = new ArrayList<>();
    try {
      for (String account : detail.accounts()) {
        String id = account + "_" + detail.roomId();
        actions.add(
            change.added()
                ? new SearchAction.Put(
                    index, id, change.timestamp(), Json.write(document(detail, account)))
                : new SearchAction.Delete(index, id, change.timestamp()));
      }
      return new Plan.Write(actions);
    } catch (JacksonException e) {
      return new Plan.Unusable("a time outside the years 0 to 9999");
    }
  }

  private static Document document(MemberAdded detail, String account) {
    // as the inbox takes a missing type
    String type = detail.roomType().isEmpty() ? RoomType.CHANNEL : detail.roomType();
    return new Document(
        account,
        detail.roomId(),
        name(detail, type, account),
        type,
        detail.siteId(),
        detail.joinedAt() > 0 ? Instant.ofEpochMilli(detail.joinedAt()) : Timestamps.ZERO);
  }

  /** A DM has no name of its own: it is found by the account of the other one. */
  private static String name(MemberAdded detail, String type, String account) {
    boolean direct = type.equals(RoomType.DM) || type.equals(RoomType.BOT_DM);
    if (!direct || !detail.roomName().isEmpty()) {
      return detail.roomName();
    }
    return detail.accounts().stream()
        .filter(other -> !other.equals(account))
        .findFirst()
        .orElse(detail.requesterAccount().equals(account) ? "" : detail.requesterAccount());
  }
}
