package chat.client;

import chat.model.AddMembersRequest;
import chat.model.CreateRoomReply;
import chat.model.CreateRoomRequest;
import chat.model.HistoryChoice;
import chat.model.ListMembersReply;
import chat.model.ListMembersRequest;
import chat.model.ListRoomsReply;
import chat.model.OrgMembersReply;
import chat.model.ReadReceiptReply;
import chat.model.ReadReceiptRequest;
import chat.model.RemoveMemberRequest;
import chat.model.Room;
import chat.model.StatusReply;
import chat.model.Subjects;
import chat.model.UpdateRoleRequest;
import java.util.List;

/** Rooms and their members (contract 02, 03). Each call waits for its answer. */
public final class Rooms {

  private final Requests requests;
  private final String account;

  Rooms(Requests requests) {
    this.requests = requests;
    this.account = requests.account();
  }

  /**
   * Creates a room at a site and waits until it is there. One other account and nothing else makes
   * a DM; if there is one already, the refusal carries its room id.
   */
  public Answer<CreateRoomReply> create(String siteId, String name, Invited invited)
      throws InterruptedException {
    CreateRoomRequest request =
        new CreateRoomRequest(
            name,
            invited.users(),
            invited.orgs(),
            invited.channels(),
            List.of(),
            List.of(),
            "",
            "",
            "",
            0);
    return requests.askJob(Subjects.createRoom(account, siteId), request, CreateRoomReply.class);
  }

  /** The rooms that the account is in. */
  public Answer<ListRoomsReply> list() throws InterruptedException {
    return requests.ask(Subjects.listRooms(account), null, ListRoomsReply.class);
  }

  /** One room that the account is in. */
  public Answer<Room> get(String roomId) throws InterruptedException {
    return requests.ask(Subjects.getRoom(account, roomId), null, Room.class);
  }

  /**
   * Adds members and waits until they are in.
   *
   * @param historyMode one of {@link chat.model.HistoryMode}
   */
  public Answer<StatusReply> add(RoomRef room, Invited invited, String historyMode)
      throws InterruptedException {
    AddMembersRequest request =
        new AddMembersRequest(
            room.roomId(),
            invited.users(),
            invited.orgs(),
            invited.channels(),
            new HistoryChoice(historyMode),
            "",
            "",
            0);
    return requests.askJob(
        Subjects.addMembers(account, room.roomId(), room.siteId()), request, StatusReply.class);
  }

  /** Removes a member, who may be the account itself, and waits until it is out. */
  public Answer<StatusReply> remove(RoomRef room, String member) throws InterruptedException {
    return remove(room, member, "");
  }

  /** Removes an org and waits until its people are out. */
  public Answer<StatusReply> removeOrg(RoomRef room, String orgId) throws InterruptedException {
    return remove(room, "", orgId);
  }

  /** The members of a room. */
  public Answer<ListMembersReply> members(RoomRef room, ListMembersRequest page)
      throws InterruptedException {
    return requests.ask(
        Subjects.listMembers(account, room.roomId(), room.siteId()), page, ListMembersReply.class);
  }

  /** Tells that the account has read the room. */
  public Answer<StatusReply> read(RoomRef room) throws InterruptedException {
    return requests.ask(
        Subjects.messageRead(account, room.roomId(), room.siteId()), null, StatusReply.class);
  }

  /** Who has read a message of one's own. */
  public Answer<ReadReceiptReply> readers(RoomRef room, String messageId)
      throws InterruptedException {
    return requests.ask(
        Subjects.readReceipt(account, room.roomId(), room.siteId()),
        new ReadReceiptRequest(messageId),
        ReadReceiptReply.class);
  }

  /**
   * Gives a member another role. It counts when the member is told ({@link
   * ClientEvent.SubscriptionChanged}): this job has no result of its own (03 §7).
   *
   * @param role one of {@link chat.model.Role}
   */
  public Answer<StatusReply> changeRole(RoomRef room, String member, String role)
      throws InterruptedException {
    return requests.ask(
        Subjects.updateRole(account, room.roomId(), room.siteId()),
        new UpdateRoleRequest(room.roomId(), member, role, 0),
        StatusReply.class);
  }

  /** The people of a section or department. */
  public Answer<OrgMembersReply> orgMembers(String orgId) throws InterruptedException {
    return requests.ask(Subjects.orgMembers(account, orgId), null, OrgMembersReply.class);
  }

  private Answer<StatusReply> remove(RoomRef room, String member, String orgId)
      throws InterruptedException {
    RemoveMemberRequest request =
        new RemoveMemberRequest(room.roomId(), account, member, orgId, 0, "");
    return requests.askJob(
        Subjects.removeMember(account, room.roomId(), room.siteId()), request, StatusReply.class);
  }
}
