package chat.roomworker;

import chat.model.Ids;
import chat.model.RoomJob;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeysender.RoomKeySender;
import chat.roomkeystore.RoomKeyMetrics;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.CorePublisher;
import chat.runtime.StreamPublisher;
import chat.stores.DependencyFaults;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.util.Map;

/** The jobs and requests of this service, wired on top of stores and publishers. */
final class Operations {
  /**
   * What the operations speak to besides their stores.
   *
   * @param meter of {@link RoomKeyMetrics#METER}
   */
  record Surroundings(
      CorePublisher core,
      StreamPublisher streams,
      RoomLease lease,
      RoomCrypto crypto,
      Meter meter,
      Clock clock) {}

  private final Config config;
  private final Stores stores;
  private final RoomKeyStore keys;
  private final Surroundings around;
  private final JobEvents events;
  private final JobReport report;
  private final JobTimes times;
  private final RoomKeySender sender;
  private final ExistingRooms existingRooms;
  private final KeyRotation rotation;
  private final RotationNews news;

  Operations(Config config, Stores stores, RoomKeyStore keys, Surroundings around) {
    this.config = config;
    this.stores = stores;
    this.keys = keys;
    this.around = around;
    events = new JobEvents(around.core(), around.streams(), config.siteId());
    report =
        new JobReport(
            around.core(), around.clock(), DependencyFaults.ALL, config.consumer().maxDeliver());
    times = new JobTimes(around.clock());
    sender =
        new RoomKeySender(around.core(), config.keyFanoutWorkers(), around.clock(), around.meter());
    existingRooms = new ExistingRooms(stores.rooms(), stores.marks(), around.clock());
    rotation =
        new KeyRotation(keys, around.crypto(), stores.subscriptions(), stores.marks(), sender);
    news =
        new RotationNews(
            stores.subscriptions(),
            stores.users(),
            events,
            config.siteId(),
            config.keyReplication());
  }

  RoomJobs jobs() {
    return new RoomJobs(
        Map.of(
            RoomJob.CREATE, createRoom(),
            RoomJob.MEMBER_ADD, addMembers(),
            RoomJob.MEMBER_REMOVE, removeMember(),
            RoomJob.ROLE_UPDATE,
                new UpdateRoleJob(stores.journal(), stores.users(), roleChange(), times)),
        around.lease(),
        stores.journal());
  }

  SyncDm syncDm() {
    return new SyncDm(
        stores.users(), newRooms(), directMembers(), events, around.clock(), config.siteId());
  }

  /** Registered only where other sites get copies of keys. */
  TellRoomKey tellRoomKey() {
    return new TellRoomKey(keys, around.clock());
  }

  private CreateRoomJob createRoom() {
    return new CreateRoomJob(
        currentKey(),
        new CreatePlanning(stores.journal(), stores.users(), times),
        newRooms(),
        directMembers(),
        channelMembers(),
        new RoomAnnouncement(events, sender, config.siteId()),
        report);
  }

  private AddMembersJob addMembers() {
    return new AddMembersJob(
        existingRooms,
        new AddPlanning(
            stores.journal(), stores.users(), stores.subscriptions(), stores.rows(), times),
        currentKey(),
        channelMembers(),
        new JoiningKeys(keys, sender, rotation, stores.marks(), config.rotateOnJoin()),
        new JoinAnnouncement(events, news),
        report);
  }

  private RemoveMemberJob removeMember() {
    var planning =
        new RemovePlanning(
            stores.journal(), stores.users(), stores.subscriptions(), stores.rows(), times);
    var removal = new Removal(existingRooms, stores.subscriptions(), stores.rows(), rotation, news);
    return new RemoveMemberJob(
        keys,
        existingRooms,
        new RemovePerson(planning, removal, roleChange(), events, config.siteId()),
        new RemoveOrg(planning, removal, events, config.siteId()),
        report);
  }

  private CurrentKey currentKey() {
    return new CurrentKey(keys, new RoomKeyMetrics(around.meter()));
  }

  private NewRooms newRooms() {
    return new NewRooms(stores.rooms(), stores.marks(), around.clock(), config.siteId());
  }

  private DirectMembers directMembers() {
    return new DirectMembers(stores.subscriptions(), fresh());
  }

  private ChannelMembers channelMembers() {
    return new ChannelMembers(
        stores.subscriptions(), stores.rows(), fresh(), new Ids(around.clock()));
  }

  private NewSubscriptions fresh() {
    return new NewSubscriptions(new Ids(around.clock()));
  }

  private RoleChange roleChange() {
    return new RoleChange(stores.subscriptions(), events, config.siteId());
  }
}
