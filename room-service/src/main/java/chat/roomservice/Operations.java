package chat.roomservice;

import chat.model.Ids;
import chat.model.SubjectPatterns;
import chat.model.Subjects;
import chat.roomcrypto.RoomCrypto;
import chat.roomkeystore.RoomKeyStore;
import chat.runtime.RequestHandler;
import chat.runtime.Requester;
import chat.runtime.ServiceThreads;
import chat.runtime.StreamPublisher;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operations of this service, and the subject patterns they answer (02 §1, 13 A2). */
final class Operations {
  /** What the operations speak to besides their stores. */
  record Surroundings(
      StreamPublisher streams,
      Requester peers,
      RoomCrypto crypto,
      ServiceThreads threads,
      Clock clock) {}

  private final Config config;
  private final Stores stores;
  private final RoomKeyStore keys;
  private final Surroundings around;

  private Operations(Config config, Stores stores, RoomKeyStore keys, Surroundings around) {
    this.config = config;
    this.stores = stores;
    this.keys = keys;
    this.around = around;
  }

  /** Handlers by pattern, in the order in which they are to be subscribed. */
  static Map<String, RequestHandler> of(
      Config config, Stores stores, RoomKeyStore keys, Surroundings around) {
    return new Operations(config, stores, keys, around).handlers();
  }

  private Map<String, RequestHandler> handlers() {
    String site = config.siteId();
    Map<String, RequestHandler> handlers = new LinkedHashMap<>();
    handlers.put(SubjectPatterns.createRoom(site), createRoom());
    handlers.put(
        SubjectPatterns.listRooms(), new ListRooms(stores.subscriptions(), stores.rooms()));
    handlers.put(SubjectPatterns.getRoom(), new GetRoom(stores.subscriptions(), stores.rooms()));
    handlers.put(
        Subjects.roomsInfoBatch(site),
        new DescribeRooms(stores.rooms(), keys, around.threads(), config.maxBatchSize()));
    handlers.put(
        SubjectPatterns.updateRole(site),
        new UpdateRole(stores.subscriptions(), stores.rooms(), acceptJob()));
    handlers.put(
        SubjectPatterns.removeMember(site),
        new RemoveMember(stores.subscriptions(), stores.rooms(), acceptJob()));
    handlers.put(SubjectPatterns.addMembers(site), addMembers());
    handlers.put(SubjectPatterns.messageRead(site), markRead());
    handlers.put(SubjectPatterns.readReceipt(site), listReaders());
    handlers.put(
        SubjectPatterns.listMembers(site),
        new ListMembers(stores.subscriptions(), stores.members()));
    handlers.put(SubjectPatterns.orgMembers(), new ListOrgMembers(stores.users()));
    handlers.put(Subjects.ensureKey(site), new EnsureKey(keys, around.crypto()));
    handlers.put(
        SubjectPatterns.getKey(site),
        new GetKey(stores.subscriptions(), keys, config.keyGetSharedInbox()));
    return handlers;
  }

  private AddMembers addMembers() {
    return new AddMembers(
        stores.subscriptions(),
        stores.rooms(),
        stores.users(),
        sources(),
        acceptJob(),
        config.maxRoomSize());
  }

  private MarkRead markRead() {
    return new MarkRead(
        stores.subscriptions(),
        stores.rooms(),
        stores.users(),
        around.streams(),
        around.clock(),
        config.siteId());
  }

  private ListReaders listReaders() {
    return new ListReaders(
        stores.messages(), stores.subscriptions(), stores.users(), config.maxRoomSize());
  }

  private AcceptJob acceptJob() {
    return new AcceptJob(around.streams(), around.clock(), config.siteId());
  }

  private CreateRoom createRoom() {
    return new CreateRoom(
        stores.users(),
        new DirectRooms(stores.users(), stores.subscriptions(), stores.apps()),
        new ChannelRooms(sources(), stores.users(), new Ids(around.clock()), config.maxRoomSize()),
        new AcceptRoom(keys, around.crypto(), around.streams(), around.clock(), config.siteId()));
  }

  private SourcedMembers sources() {
    return new SourcedMembers(expansion(), new PhantomGate(stores.users()));
  }

  private ChannelExpansion expansion() {
    return new ChannelExpansion(
        stores.subscriptions(),
        stores.members(),
        around.peers(),
        new Deadlines(around.threads(), config.memberListTimeout()),
        config.siteId(),
        config.maxRoomSize());
  }
}
