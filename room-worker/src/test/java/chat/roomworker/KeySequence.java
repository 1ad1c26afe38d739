package chat.roomworker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import chat.model.AddMembersRequest;
import chat.model.Bytes;
import chat.model.EncryptedMessage;
import chat.model.HistoryChoice;
import chat.model.Json;
import chat.model.RemoveMemberRequest;
import chat.model.RoomJob;
import chat.model.SampleUser;
import chat.model.Subjects;
import chat.model.Subscription;
import chat.roomcrypto.Opening;
import chat.roomcrypto.RoomPrivateKey;
import chat.roomcrypto.VersionedRoomKey;
import chat.roomkeystore.ChannelSealing;
import chat.roomkeystore.KeyOfVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One random story of some rooms, and whether the key properties held in it. */
final class KeySequence {
  private static final int STEPS = 16;
  private static final int PEOPLE = 6;
  private static final Duration WAIT = Duration.ofSeconds(20);

  /** A job that was asked for. */
  private record Asked(
      String id, String room, boolean removes, Set<String> covers, long sequence, long at) {}

  /** Something said in a room. */
  private record Said(String room, EncryptedMessage sealed, long at, List<Subscription> members) {}

  final List<String> violations = new ArrayList<>();
  int messages;
  int questions;

  private final KeySite site;
  private final Random random;
  private final String name;
  private final List<String> rooms;
  private final List<Asked> asked = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();

  KeySequence(KeySite site, long seed, String name) {
    this.site = site;
    this.random = new Random(seed);
    this.name = name;
    this.rooms = List.of(name + "a", name + "b");
  }

  void run() throws Exception {
    arrange();
    for (int step = 0; step < STEPS; step++) {
      String room = rooms.get(random.nextInt(rooms.size()));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> remove(room);
        case 3, 4 -> add(room);
        case 5 -> awaitJobs();
        default -> say(room);
      }
    }
    awaitJobs();
    for (String room : rooms) {
      say(room);
    }
    site.nats.flush(WAIT);
    said.forEach(this::checkMembers);
    asked.stream().filter(Asked::removes).forEach(this::checkRemoved);
  }

  private String person(int i) {
    return name + "p" + i;
  }

  private String boss() {
    return name + "boss";
  }

  /** The last two people are those of the org. */
  private List<String> ofOrg() {
    return List.of(person(PEOPLE - 2), person(PEOPLE - 1));
  }

  private void arrange() {
    synchronized (site.lock) {
      var owner = site.documents.user(SampleUser.of(boss()).site(site.siteId));
      for (int i = 0; i < PEOPLE; i++) {
        SampleUser user = SampleUser.of(person(i)).site(site.siteId);
        site.documents.user(ofOrg().contains(person(i)) ? user.department(name + "o") : user);
      }
      for (String room : rooms) {
        site.documents.channel(room);
        site.documents.owner(room, owner);
      }
    }
    for (String room : rooms) {
      var pair = site.crypto.newKeyPair();
      site.keys.set(room, pair);
      site.held.put(
          new KeySite.Holding(boss(), room, 0), Bytes.fromBase64(pair.privateKey().base64()));
    }
  }

  private void add(String room) throws Exception {
    boolean org = random.nextInt(4) == 0;
    Set<String> who = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      who.add(person(random.nextInt(PEOPLE)));
    }
    var body =
        new AddMembersRequest(
            room,
            org ? List.of() : List.copyOf(who),
            org ? List.of(name + "o") : List.of(),
            null,
            new HistoryChoice("all"),
            "?",
            boss(),
            System.currentTimeMillis());
    ask(RoomJob.MEMBER_ADD, room, false, org ? Set.copyOf(ofOrg()) : who, body);
  }

  private void remove(String room) throws Exception {
    boolean org = random.nextInt(4) == 0;
    String who = person(random.nextInt(PEOPLE));
    var body =
        new RemoveMemberRequest(
            room,
            boss(),
            org ? "" : who,
            org ? name + "o" : "",
            System.currentTimeMillis(),
            "channel");
    ask(RoomJob.MEMBER_REMOVE, room, true, org ? Set.copyOf(ofOrg()) : Set.of(who), body);
  }

  private void ask(RoomJob job, String room, boolean removes, Set<String> covers, Record body)
      throws Exception {
    String id = UUID.randomUUID().toString();
    long at = System.nanoTime();
    var stored =
        site.jetStream.publish(
            KeySite.message(Subjects.roomJob(site.siteId, job), id, null, Json.write(body)));
    asked.add(new Asked(id, room, removes, covers, stored.getSeqno(), at));
  }

  private void awaitJobs() {
    await()
        .dontCatchUncaughtExceptions() // a fan-out dies with its process
        .pollInterval(2, TimeUnit.MILLISECONDS)
        .atMost(WAIT)
        .until(() -> asked.stream().allMatch(job -> site.ledger.end(job.id()) != null));
  }

  private void say(String room) {
    List<Subscription> members = site.stores.subscriptions().ofRoom(room);
    long at = System.nanoTime();
    var sealed = (ChannelSealing.Choice.Sealed) site.sealing.choose(room);
    said.add(new Said(room, sealed.sealer().seal(room.getBytes(UTF_8)), at, members));
    messages++;
  }

  /** (b): who was a member when it was said, and is one still, opens it after one question. */
  private void checkMembers(Said message) {
    for (Subscription member : message.members()) {
      String account = member.u().account();
      if (removedLaterThan(message, account)) {
        continue;
      }
      long version = message.sealed().version();
      Bytes held = site.held.get(new KeySite.Holding(account, message.room(), version));
      if (held != null && opens(held, message)) {
        continue;
      }
      questions++;
      Bytes answer = answer(member, version);
      if (answer == null || !opens(answer, message)) {
        violations.add("%s cannot open version %d of %s".formatted(account, version, name));
      }
    }
  }

  /** A removal of theirs had not ended when it was said, or was asked for afterwards. */
  private boolean removedLaterThan(Said message, String account) {
    return asked.stream()
        .filter(job -> job.removes() && job.room().equals(message.room()))
        .filter(job -> job.covers().contains(account))
        .anyMatch(job -> site.ledger.end(job.id()).at() > message.at());
  }

  /** As room-service answers {@code key.get} (13 A2). */
  private @Nullable Bytes answer(Subscription member, long version) {
    VersionedRoomKey key =
        switch (site.keys.getByVersion(member.roomId(), version)) {
          case KeyOfVersion.Current(VersionedRoomKey current) -> current;
          case KeyOfVersion.Kept(VersionedRoomKey kept, var until) ->
              member.joinedAt().isAfter(until) ? null : kept;
          case KeyOfVersion.Previous _, KeyOfVersion.Gone _ -> null;
        };
    return key == null ? null : Bytes.fromBase64(key.pair().privateKey().base64());
  }

  /** (a): nothing said after the end of a removal opens with what the removed member had got. */
  private void checkRemoved(Asked removal) {
    KeyLedger.Ended end = site.ledger.end(removal.id());
    if (!end.byOurs()) {
      return;
    }
    for (String account : site.ledger.removedBy.getOrDefault(removal.id(), Set.of())) {
      long back = addedAgain(removal, account);
      Set<Bytes> had =
          site.ledger.handedTo(account, removal.room()).stream()
              .filter(handed -> handed.byOurs() && handed.at() < back)
              .map(handed -> handed.key().privateKey())
              .collect(Collectors.toSet());
      said.stream()
          .filter(message -> message.room().equals(removal.room()) && message.at() > end.at())
          .filter(message -> had.stream().anyMatch(key -> opens(key, message)))
          .findFirst()
          .ifPresent(
              message ->
                  violations.add(
                      "%s was removed and opens version %d of %s"
                          .formatted(account, message.sealed().version(), name)));
    }
  }

  private long addedAgain(Asked removal, String account) {
    return asked.stream()
        .filter(job -> !job.removes() && job.room().equals(removal.room()))
        .filter(job -> job.sequence() > removal.sequence() && job.covers().contains(account))
        .mapToLong(Asked::at)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Whatever version it is called: the envelope is what counts. */
  private boolean opens(Bytes key, Said message) {
    return site.crypto
            .opener(RoomPrivateKey.of(key.toArray()), message.sealed().version())
            .open(message.sealed())
        instanceof Opening.Opened;
  }
}
