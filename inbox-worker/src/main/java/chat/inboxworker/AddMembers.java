package chat.inboxworker;

import chat.inboxworker.MembershipMarks.Mark;
import chat.model.Bots;
import chat.model.Ids;
import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.MemberAdded;
import chat.model.Role;
import chat.model.RoomType;
import chat.model.Subscription;
import chat.model.SubscriptionUser;
import chat.model.User;
import chat.runtime.Outcome;
import chat.stores.UserDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People of this site joined a room of another one (04 §4.1): they get their subscriptions. */
final class AddMembers implements InboxEventHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AddMembers.class);

  /** Deliveries after which accounts that nobody here has are given up. */
  private static final long LAST_ATTEMPT = 4;

  private final UserDirectory users;
  private final SubscriptionStore subscriptions;
  private final MembershipMarks marks;
  private final RoomKeyCopies keys;
  private final CopyNames names;
  private final Ids ids;
  private final String siteId;

  AddMembers(
      UserDirectory users,
      SubscriptionStore subscriptions,
      MembershipMarks marks,
      RoomKeyCopies keys,
      Ids ids,
      String siteId) {
    this.users = users;
    this.subscriptions = subscriptions;
    this.marks = marks;
    this.keys = keys;
    this.names = new CopyNames(users);
    this.ids = ids;
    this.siteId = siteId;
  }

  @Override
  public Outcome handle(InboxEvent inbox) throws MalformedJsonException, InterruptedException {
    MemberAdded event = inbox.read(MemberAdded.class); // 1
    List<String> accounts = Lists.distinct(event.accounts());
    Map<String, User> found = // 3
        users.byAccounts(accounts).stream()
            .collect(Collectors.toMap(User::account, Function.identity(), (one, _) -> one));
    List<String> known = accounts.stream().filter(found::containsKey).toList();
    if (!known.isEmpty()) { // 6
      subscribe(event, known.stream().map(found::get).toList()); // 2, 4-8
    }
    Outcome key = keys.ensurePresent(event.roomId(), inbox); // 04 §12.4, whoever is known
    return known.size() == accounts.size() || !key.equals(Outcome.DONE)
        ? key
        : unknown(accounts, found.keySet(), inbox.attempt());
  }

  private void subscribe(MemberAdded event, List<User> people) {
    List<String> accounts = people.stream().map(User::account).toList();
    Set<String> current = current(event, accounts);
    List<Subscription> wanted = new ArrayList<>();
    for (User user : people) {
      if (!user.siteId().equals(siteId)) {
        LOG.atWarn().addKeyValue("account", user.account()).log("member is of another site");
      }
      if (current.contains(user.account())) {
        wanted.add(subscription(event, user)); // 5
      }
    }
    subscriptions.insertAbsent(wanted); // 7, 8
    takeBack(event, accounts);
  }

  /** Who was not removed, or added again, by a later event; without a time nobody can tell. */
  private Set<String> current(MemberAdded event, List<String> accounts) {
    return event.timestamp() <= 0
        ? Set.copyOf(accounts)
        : marks.advance(event.roomId(), accounts, new Mark(true, event.timestamp()));
  }

  /**
   * Another replica may have worked on a later removal since the marks were asked, or an earlier
   * attempt at this event may have ended before it came here.
   */
  private void takeBack(MemberAdded event, List<String> accounts) {
    if (event.timestamp() <= 0) {
      return;
    }
    Set<String> removed = marks.removedAfter(event.roomId(), accounts, event.timestamp());
    if (!removed.isEmpty()) {
      // who was added once more meanwhile has joined later
      Instant joinedAt = Instant.ofEpochMilli(event.joinedAt());
      subscriptions.removeJoinedUntil(event.roomId(), removed, joinedAt);
    }
  }

  private Subscription subscription(MemberAdded event, User user) {
    String type = event.roomType().isEmpty() ? RoomType.CHANNEL : event.roomType(); // 2
    return new Subscription(
        ids.newEntityId(),
        new SubscriptionUser(user.id(), user.account()),
        event.roomId(),
        event.siteId(),
        type.equals(RoomType.CHANNEL) ? List.of(Role.MEMBER) : null,
        names.nameFor(user, type, event),
        type,
        type.equals(RoomType.BOT_DM) && !Bots.isBot(user.account()),
        event.historySharedSince() > 0 // 4
            ? Instant.ofEpochMilli(event.historySharedSince())
            : null,
        Instant.ofEpochMilli(event.joinedAt()),
        null,
        false,
        List.of(),
        false,
        false);
  }

  /** They may be on their way into the directory: the others have been served meanwhile. */
  private static Outcome unknown(List<String> accounts, Set<String> found, long attempt) {
    List<String> missing = accounts.stream().filter(account -> !found.contains(account)).toList();
    for (String account : missing) {
      LOG.atWarn().addKeyValue("account", account).log("user not found for account");
    }
    return attempt < LAST_ATTEMPT
        ? new Outcome.Retry("no user for " + missing.size() + " accounts")
        : Outcome.DONE;
  }
}
