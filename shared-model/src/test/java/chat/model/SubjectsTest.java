package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import chat.model.SubjectParser.AccountRoom;
import chat.model.SubjectParser.AccountRoomSite;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {
  /** Subject, and where services listen to it: its pattern and that as a subscription. */
  static Stream<Arguments> requests() {
    String room = "chat.user.dora.request.room.r1.site-x.";
    String rooms = "chat.user.*.request.room.*.site-x.";
    return Stream.concat(
        Stream.of(
            arguments(
                Subjects.send("dora", "r1", "site-x"),
                SubjectPatterns.send("site-x"),
                "chat.user.dora.room.r1.site-x.msg.send",
                "chat.user.*.room.*.site-x.msg.send"),
            arguments(
                Subjects.createRoom("dora", "site-x"),
                SubjectPatterns.createRoom("site-x"),
                "chat.user.dora.request.room.site-x.create",
                "chat.user.*.request.room.site-x.create"),
            arguments(
                Subjects.listRooms("dora"),
                SubjectPatterns.listRooms(),
                "chat.user.dora.request.rooms.list",
                "chat.user.*.request.rooms.list"),
            arguments(
                Subjects.getRoom("dora", "r1"),
                SubjectPatterns.getRoom(),
                "chat.user.dora.request.rooms.get.r1",
                "chat.user.*.request.rooms.get.*"),
            arguments(
                Subjects.addMembers("dora", "r1", "site-x"),
                SubjectPatterns.addMembers("site-x"),
                room + "member.add",
                rooms + "member.add"),
            arguments(
                Subjects.removeMember("dora", "r1", "site-x"),
                SubjectPatterns.removeMember("site-x"),
                room + "member.remove",
                rooms + "member.remove"),
            arguments(
                Subjects.updateRole("dora", "r1", "site-x"),
                SubjectPatterns.updateRole("site-x"),
                room + "member.role-update",
                rooms + "member.role-update"),
            arguments(
                Subjects.listMembers("dora", "r1", "site-x"),
                SubjectPatterns.listMembers("site-x"),
                room + "member.list",
                rooms + "member.list"),
            arguments(
                Subjects.messageRead("dora", "r1", "site-x"),
                SubjectPatterns.messageRead("site-x"),
                room + "message.read",
                rooms + "message.read"),
            arguments(
                Subjects.readReceipt("dora", "r1", "site-x"),
                SubjectPatterns.readReceipt("site-x"),
                room + "message.read-receipt",
                rooms + "message.read-receipt"),
            arguments(
                Subjects.getKey("dora", "r1", "site-x"),
                SubjectPatterns.getKey("site-x"),
                room + "key.get",
                rooms + "key.get"),
            arguments(
                Subjects.orgMembers("dora", "o1"),
                SubjectPatterns.orgMembers(),
                "chat.user.dora.request.orgs.o1.members",
                "chat.user.*.request.orgs.*.members")),
        Stream.concat(
            Stream.of(
                    "history",
                    "next",
                    "surrounding",
                    "get",
                    "edit",
                    "delete",
                    "thread",
                    "thread.parent")
                .map(
                    text -> {
                      HistoryOperation operation =
                          HistoryOperation.valueOf(text.toUpperCase().replace('.', '_'));
                      return arguments(
                          Subjects.history("dora", "r1", "site-x", operation),
                          SubjectPatterns.history("site-x", operation),
                          room + "msg." + text,
                          rooms + "msg." + text);
                    }),
            Arrays.stream(SearchArea.values())
                .map(
                    area ->
                        arguments(
                            Subjects.search("dora", area),
                            SubjectPatterns.search(area),
                            "chat.user.dora.request.search." + area.name().toLowerCase(),
                            "chat.user.*.request.search." + area.name().toLowerCase()))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requests_areBuiltAndListenedTo(
      String built, String pattern, String subject, String subscription) {
    assertThat(built).isEqualTo(subject);
    assertThat(SubjectPatterns.wildcard(pattern)).isEqualTo(subscription);
    assertThat(
            pattern.replace("{account}", "dora").replace("{roomID}", "r1").replace("{orgID}", "o1"))
        .isEqualTo(subject);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(Subjects.response("dora", "q1"), "chat.user.dora.response.q1"),
        arguments(Subjects.roomEvent("r1"), "chat.room.r1.event"),
        arguments(Subjects.userRoomEvent("dora"), "chat.user.dora.event.room"),
        arguments(Subjects.memberEvent("r1"), "chat.room.r1.event.member"),
        arguments(Subjects.subscriptionUpdate("dora"), "chat.user.dora.event.subscription.update"),
        arguments(Subjects.roomKey("help.bot"), "chat.user.help.bot.event.room.key"),
        arguments(Subjects.notification("dora"), "chat.user.dora.notification"),
        arguments(Subjects.roomsInfoBatch("s"), "chat.server.request.room.s.info.batch"),
        arguments(Subjects.ensureKey("s"), "chat.server.request.room.s.key.ensure"),
        arguments(Subjects.createDm("s"), "chat.server.request.room.s.create.dm"),
        arguments(Subjects.replicateKey("s"), "chat.server.request.roomkey.s.get"),
        arguments(Subjects.messageCreated("s"), "chat.msg.canonical.s.created"),
        arguments(Subjects.messageUpdated("s"), "chat.msg.canonical.s.updated"),
        arguments(Subjects.messageDeleted("s"), "chat.msg.canonical.s.deleted"),
        arguments(Subjects.roomJob("s", RoomJob.CREATE), "chat.room.canonical.s.create"),
        arguments(Subjects.roomJob("s", RoomJob.MEMBER_ADD), "chat.room.canonical.s.member.add"),
        arguments(
            Subjects.roomJob("s", RoomJob.MEMBER_REMOVE), "chat.room.canonical.s.member.remove"),
        arguments(
            Subjects.roomJob("s", RoomJob.ROLE_UPDATE), "chat.room.canonical.s.member.role-update"),
        arguments(Subjects.outbox("s", "d", OutboxType.ROLE_UPDATED), "outbox.s.to.d.role_updated"),
        arguments(Subjects.inbox("s", OutboxType.MEMBER_ADDED), "chat.inbox.s.member_added"),
        arguments(
            Subjects.inboxFederated("s", OutboxType.MEMBER_ADDED),
            "chat.inbox.s.aggregate.member_added"),
        arguments(
            Subjects.deadLetter("s", "ROOMS_s", "room-worker"), "deadletter.s.ROOMS_s.room-worker"),
        arguments(SubjectPatterns.outboxTo("s", "d"), "outbox.s.to.d.>"),
        arguments(SubjectPatterns.allResponses(), "chat.user.*.response.>"),
        arguments(SubjectPatterns.allRoomEvents(), "chat.room.*.event"),
        arguments(SubjectPatterns.allUserRoomEvents(), "chat.user.*.event.room"),
        arguments(SubjectPatterns.allMemberEvents(), "chat.room.*.event.member"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherSubjects(String built, String subject) {
    assertThat(built).isEqualTo(subject);
  }

  @Test
  void wildcard_replacesOnlyNamedTokens() {
    assertThat(SubjectPatterns.wildcard("{a}.{b}.{c}")).isEqualTo("*.*.*");
    assertThat(SubjectPatterns.wildcard("a.{}.x{b}.{c}y")).isEqualTo("a.{}.x{b}.{c}y");
  }

  @ParameterizedTest
  @CsvSource({
    "chat.user.dora.room.r1.site-x.msg.send, dora, r1",
    "chat.user.dora.room.r1, dora, r1",
    "chat.user.dora.request.room.r1.site-x.member.add, dora, r1",
    "chat.user.dora.request.room.site-x.create, dora, site-x",
    "chat.user.a.request.user.s.room.r.subscription.get, a, r",
    "chat.user.room.room.r1, room, r1",
    "chat.user.dora.room.room.x, dora, room",
    "chat.user.*.room.>, *, >",
    "chat.user..room., '', ''"
  })
  void accountRoom_isRead(String subject, String account, String roomId) {
    assertThat(SubjectParser.accountRoom(subject)).contains(new AccountRoom(account, roomId));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "chat.user.dora.room",
        "chat.user.dora.request.room",
        "chat.user.dora.request.rooms.list",
        "chat.room.dora.room.r1",
        "Chat.user.dora.room.r1",
        "chat.user.room.x.y"
      })
  void accountRoom_isRefused(String subject) {
    assertThat(SubjectParser.accountRoom(subject)).isEmpty();
  }

  @Test
  void accountRoomSite() {
    assertThat(SubjectParser.accountRoomSite("chat.user.dora.room.r1.site-x.msg.send"))
        .contains(new AccountRoomSite("dora", "r1", "site-x"));
    assertThat(SubjectParser.accountRoomSite("chat.user.dora.room.r1.site-x.anything")).isPresent();
    assertThat(SubjectParser.accountRoomSite("chat.user.dora.room.r1.site-x")).isEmpty();
    assertThat(SubjectParser.accountRoomSite("chat.user.dora.request.room.r1.site-x.msg.get"))
        .isEmpty();
    // a dotted account moves every token on
    assertThat(SubjectParser.accountRoomSite("chat.user.help.bot.room.r1.site-x.msg.send"))
        .isEmpty();
  }

  @Test
  void createRoomAccount() {
    assertThat(SubjectParser.createRoomAccount("chat.user.dora.request.room.s.create"))
        .contains("dora");
    for (String other :
        List.of(
            "chat.user.*.request.room.s.create",
            "chat.user.a>.request.room.s.create",
            "chat.user..request.room.s.create",
            "chat.user.dora.request.room.s.create.x",
            "chat.user.dora.request.room.s.destroy",
            "chat.user.dora.request.rooms.create")) {
      assertThat(SubjectParser.createRoomAccount(other)).isEmpty();
    }
  }

  @Test
  void orgMembersOrg() {
    assertThat(SubjectParser.orgMembersOrg("chat.user.dora.request.orgs.o1.members"))
        .contains("o1");
    assertThat(SubjectParser.orgMembersOrg("chat.user.dora.request.orgs.o1.x.members")).isEmpty();
    assertThat(SubjectParser.orgMembersOrg("chat.user.dora.request.orgs.o1")).isEmpty();
  }

  @Test
  void roomJob() {
    assertThat(SubjectParser.roomJob("chat.room.canonical.s.member.add").flatMap(RoomJob::of))
        .contains(RoomJob.MEMBER_ADD);
    assertThat(SubjectParser.roomJob("chat.room.canonical.s.other")).contains("other");
    assertThat(RoomJob.of("other")).isEqualTo(Optional.empty());
    assertThat(SubjectParser.roomJob("chat.room.canonical.s.")).isEmpty();
    assertThat(SubjectParser.roomJob("chat.room.canonical.s")).isEmpty();
    assertThat(SubjectParser.roomJob("chat.room.other.s.create")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "*", "a>", "a b", "a\tb", "a\u0000", "a\u007f"})
  void noToken(String text) {
    assertThat(SubjectTokens.isToken(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"u-501", "朵拉", "site_x"})
  void token(String text) {
    assertThat(SubjectTokens.isToken(text)).isTrue();
  }

  @Test
  void whatIsBuilt_isReadBack() {
    qt().forAll(
            strings().betweenCodePoints('0', 'z').ofLengthBetween(1, 12),
            strings().betweenCodePoints('0', 'z').ofLengthBetween(1, 12),
            strings().betweenCodePoints('0', 'z').ofLengthBetween(1, 12),
            integers().between(0, HistoryOperation.values().length - 1))
        .assuming(
            (account, room, site, operation) ->
                SubjectTokens.isToken(account)
                    && SubjectTokens.isToken(room)
                    && SubjectTokens.isToken(site))
        .check(
            (account, room, site, operation) -> {
              AccountRoom expected = new AccountRoom(account, room);
              return SubjectParser.accountRoomSite(Subjects.send(account, room, site))
                      .equals(Optional.of(new AccountRoomSite(account, room, site)))
                  && SubjectParser.accountRoom(Subjects.addMembers(account, room, site))
                      .equals(Optional.of(expected))
                  && SubjectParser.accountRoom(
                          Subjects.history(
                              account, room, site, HistoryOperation.values()[operation]))
                      .equals(Optional.of(expected))
                  && SubjectParser.createRoomAccount(Subjects.createRoom(account, site))
                      .equals(Optional.of(account))
                  && SubjectParser.orgMembersOrg(Subjects.orgMembers(account, room))
                      .equals(Optional.of(room));
            });
  }

  @Test
  void anyText_isReadOrRefused() {
    qt().forAll(strings().allPossible().ofLengthBetween(0, 40))
        .checkAssert(
            text -> {
              String subject = "chat.user." + text;
              SubjectParser.accountRoom(subject);
              SubjectParser.accountRoomSite(subject);
              SubjectParser.createRoomAccount(subject);
              SubjectParser.orgMembersOrg(subject);
              SubjectParser.roomJob("chat.room.canonical." + text);
            });
  }
}
