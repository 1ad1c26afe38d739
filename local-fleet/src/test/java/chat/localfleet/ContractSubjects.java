package chat.localfleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every subject of 01 §4.1 to §4.3, whether we serve it or not, with examples for its parameters.
 */
final class ContractSubjects {
  private static final List<String> IN_A_ROOM =
      List.of(
          "member.add",
          "member.remove",
          "member.role-update",
          "member.list",
          "message.read",
          "message.read-receipt",
          "msg.history",
          "msg.next",
          "msg.surrounding",
          "msg.get",
          "msg.edit",
          "msg.delete",
          "msg.thread",
          "msg.thread.parent");

  private static final List<String> REQUESTS =
      List.of(
          "room.north.create",
          "rooms.list",
          "rooms.get.r1",
          "rooms.create",
          "orgs.o1.members",
          "search.messages",
          "search.rooms",
          "search.apps",
          "search.users");

  private static final List<String> OF_THE_USER_SERVICE =
      List.of(
          "status.getByName",
          "status.set",
          "profile.getByName",
          "subscription.getCurrent",
          "subscription.getRooms",
          "subscription.getChannels",
          "subscription.getDM",
          "subscription.getApps",
          "subscription.count",
          "subscription.subscribeApp",
          "subscription.unsubscribeApp",
          "room.r1.subscription.get",
          "apps.list");

  private static final List<String> TO_A_PERSON =
      List.of(
          "response.0199c0de-7a3b-7f1e-9a5d-c2b1a0f4e6d8",
          "event.room",
          "event.subscription.update",
          "event.room.key",
          "notification",
          "event.room.update",
          "event.room.metadata.update",
          "stream.msg");

  /** Of nobody: rooms' events, and what services tell each other. */
  private static final List<String> SHARED =
      List.of(
          "chat.room.r1.event",
          "chat.room.r1.event.member",
          "chat.room.r1.event.metadata.update",
          "chat.room.r1.stream.msg",
          "chat.server.request.room.north.info.batch",
          "chat.server.request.room.north.key.ensure",
          "chat.server.request.room.north.create.dm",
          "chat.msg.canonical.north.created",
          "chat.msg.canonical.north.updated",
          "chat.msg.canonical.north.deleted",
          "chat.room.canonical.north.create",
          "chat.room.canonical.north.member.add",
          "chat.room.canonical.north.member.remove",
          "chat.room.canonical.north.member.role-update",
          "outbox.north.to.south.member_added",
          "outbox.north.to.south.member_removed",
          "chat.inbox.north.member_added",
          "chat.inbox.north.member_removed",
          "chat.inbox.north.aggregate.member_added");

  private ContractSubjects() {}

  static List<String> of(String account) {
    String user = "chat.user." + account + ".";
    List<String> subjects = new ArrayList<>(SHARED);
    subjects.add(user + "room.r1.north.msg.send");
    Stream.of(
            REQUESTS.stream().map(s -> "request." + s),
            IN_A_ROOM.stream().map(s -> "request.room.r1.north." + s),
            OF_THE_USER_SERVICE.stream().map(s -> "request.user.north." + s),
            TO_A_PERSON.stream())
        .flatMap(s -> s)
        .forEach(s -> subjects.add(user + s));
    return subjects;
  }
}
