package chat.messageworker;

import static chat.messageworker.Samples.AT;
import static chat.messageworker.Samples.KENJI;
import static chat.messageworker.Samples.MARIE;
import static chat.messageworker.Samples.PARENT_AT;
import static chat.messageworker.Samples.STORED_KENJI;
import static chat.messageworker.Samples.reply;
import static chat.messageworker.Samples.user;
import static chat.stores.ReplyCounts.Table.BY_ID;
import static chat.stores.ReplyCounts.Table.BY_ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.messageworker.Numbered.Crash;
import chat.messageworker.ThreadWorld.Sent;
import chat.model.Bytes;
import chat.model.Ids;
import chat.model.Message;
import chat.model.ThreadRoom;
import chat.model.ThreadSubscription;
import chat.model.Timestamps;
import chat.model.User;
import chat.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaveReplyTest {
  private static final Instant REPLY_AT = Timestamps.toMillis(AT);

  private final ThreadWorld world = new ThreadWorld();

  private static User at(User user, String site) {
    return user(user.id(), user.account(), user.engName(), user.chineseName(), site);
  }

  private static Message systemReply(String id, String userId) {
    return new Message(
        id,
        "room1",
        userId,
        "kenji",
        "x",
        List.of(),
        AT,
        null,
        null,
        "root",
        PARENT_AT,
        false,
        "special",
        Bytes.EMPTY,
        null);
  }

  @Nested
  class Threads {
    @Test
    void firstReply_opensTheThread() throws Exception {
      world.withParent();
      assertThat(world.deliver(reply("r1", "x", AT))).isEqualTo(Outcome.DONE);
      ThreadRoom thread = world.thread();
      assertThat(Ids.isEntityId(thread.id())).isTrue();
      assertThat(thread)
          .isEqualTo(
              new ThreadRoom(
                  thread.id(),
                  "root",
                  PARENT_AT,
                  "room1",
                  "tokyo",
                  REPLY_AT,
                  "r1",
                  List.of("kenji"),
                  REPLY_AT,
                  REPLY_AT));
    }

    @Test
    void laterReply_movesThePointersAndJoinsItsAuthor() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      String id = world.thread().id();
      world.deliver(reply("r2", MARIE, "y", AT.plusSeconds(1), "root", PARENT_AT));
      assertThat(world.thread().id()).isEqualTo(id);
      assertThat(world.thread().lastMsgId()).isEqualTo("r2");
      assertThat(world.thread().replyAccounts()).containsExactly("kenji", "marie");
      assertThat(world.thread().createdAt()).isEqualTo(REPLY_AT);
      assertThat(world.replies.byId.get("r2").threadId()).isEqualTo(id);
    }

    @Test
    void replyThatComesLate_doesNotMoveThePointersBack() throws Exception {
      world.withParent();
      world.deliver(reply("r2", "x", AT.plusSeconds(1)));
      world.deliver(reply("r1", MARIE, "y", AT, "root", PARENT_AT));
      assertThat(world.thread().lastMsgId()).isEqualTo("r2");
      assertThat(world.thread().lastMsgAt()).isEqualTo(REPLY_AT.plusSeconds(1));
      assertThat(world.thread().replyAccounts()).containsExactly("kenji", "marie");
    }

    @Test
    void parentTimeOfTheClient_isReplacedByTheStoredOne() throws Exception {
      world.withParent();
      world.deliver(reply("r1", KENJI, "x", AT, "root", PARENT_AT.plusSeconds(99)));
      assertThat(world.thread().threadParentCreatedAt()).isEqualTo(PARENT_AT);
      assertThat(world.replies.byId.get("r1").parentCreatedAt()).isEqualTo(PARENT_AT);
      assertThat(world.count(BY_ID)).isEqualTo(1);
      assertThat(world.count(BY_ROOM)).isEqualTo(1);
      assertThat(world.replies.stamp(BY_ROOM, "root")).isEqualTo(world.thread().id());
    }

    @Test
    void parentTimeThatTheClientLeavesOut_isTheStoredOne() throws Exception {
      world.withParent();
      world.deliver(reply("r1", KENJI, "x", AT, "root", null));
      assertThat(world.thread().threadParentCreatedAt()).isEqualTo(PARENT_AT);
      assertThat(world.count(BY_ROOM)).isEqualTo(1);
    }

    @Test
    void threadOfAParentThatWasMissing_getsItsTimeLater() throws Exception {
      world.deliver(reply("r1", KENJI, "x", AT, "root", null), 2);
      assertThat(world.thread().threadParentCreatedAt()).isEqualTo(Timestamps.ZERO);
      world.withParent();
      world.deliver(reply("r2", "x", AT.plusSeconds(1)));
      assertThat(world.thread().threadParentCreatedAt()).isEqualTo(PARENT_AT);
    }

    @Test
    void parent_isStampedInBothTables() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      assertThat(world.replies.stamp(BY_ID, "root")).isEqualTo(world.thread().id());
      assertThat(world.replies.stamp(BY_ROOM, "root")).isEqualTo(world.thread().id());
    }
  }

  @Nested
  class Rows {
    @Test
    void reply_isSavedByIdAndInItsThread_notInTheRoom() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "@marie look", AT));
      StoredReply row = world.replies.byId.get("r1");
      assertThat(row.row().sender()).isEqualTo(STORED_KENJI);
      assertThat(row.row().mentions()).containsExactly(Samples.STORED_MARIE);
      assertThat(row.parentId()).isEqualTo("root");
      assertThat(world.replies.inThread.get("r1").threadId()).isEqualTo(world.thread().id());
      assertThat(world.messages.byRoom).doesNotContainKey("r1");
    }

    @Test
    void redeliveredReply_neverRevertsAnEdit() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "old", AT));
      world.messages.edit("r1", "new", AT.plusSeconds(5));
      world.deliver(reply("r1", "old", AT), 2);
      assertThat(world.replies.byId.get("r1").row().msg()).isEqualTo("new");
    }

    @Test
    void replyOfAReply_isCountedWhereItsParentStands() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      world.deliver(reply("r2", MARIE, "y", AT.plusSeconds(1), "r1", AT));
      assertThat(world.replies.count(BY_ID, "r1")).isEqualTo(1);
      assertThat(world.replies.count(BY_ROOM, "r1")).isNull();
      assertThat(world.count(BY_ID)).isEqualTo(1);
    }
  }

  @Nested
  class Followers {
    private void follows(String account, boolean mentioned) {
      ThreadSubscription s = world.threads.subscription(account);
      assertThat(s).as(account).isNotNull();
      assertThat(Ids.isEntityId(s.id())).isTrue();
      assertThat(s)
          .isEqualTo(
              new ThreadSubscription(
                  s.id(),
                  "root",
                  "room1",
                  world.thread().id(),
                  account.equals("marie") ? "u-881" : account.equals("kenji") ? "u-112" : "u-5",
                  account,
                  "tokyo",
                  null,
                  mentioned,
                  REPLY_AT,
                  REPLY_AT));
    }

    @Test
    void authorOfTheParentAndWhoReplies_followTheThread() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      follows("marie", false);
      follows("kenji", false);
      world.deliver(reply("r2", "x", AT.plusSeconds(1)));
      assertThat(world.threads.subscriptions).hasSize(2);
      follows("kenji", false);
    }

    @Test
    void replyToOnesOwnMessage_makesOneFollower() throws Exception {
      world.withParent(KENJI);
      world.deliver(reply("r1", "x", AT));
      assertThat(world.threads.subscriptions).hasSize(1);
      follows("kenji", false);
    }

    @Test
    void mentioned_followTheThreadAndAreMarked_othersAreNot() throws Exception {
      world.users.add(user("u-5", "ann", "Ann", "安"));
      world.withParent();
      world.deliver(reply("r1", "@ann @all look", AT));
      follows("ann", true);
      follows("marie", false);
      follows("kenji", false);
      assertThat(world.threads.subscriptions).hasSize(3);
    }

    @Test
    void mentionOfOneself_orOfEverybody_marksNobody() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "@kenji @all", AT));
      follows("kenji", false);
      follows("marie", false);
      assertThat(world.threads.subscriptions).hasSize(2);
    }

    @Test
    void mentionOfTheParentsAuthor_marksTheirOneSubscription() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "@marie", AT));
      follows("marie", true);
    }

    @Test
    void mentionOfAFollower_keepsIdAndTime_andIsNotTakenBack() throws Exception {
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      ThreadSubscription before = world.threads.subscription("marie");
      world.deliver(reply("r2", "@marie", AT.plusSeconds(1)));
      ThreadSubscription marked = world.threads.subscription("marie");
      assertThat(marked.id()).isEqualTo(before.id());
      assertThat(marked.createdAt()).isEqualTo(before.createdAt());
      assertThat(marked.hasMention()).isTrue();
      assertThat(marked.updatedAt()).isEqualTo(REPLY_AT.plusSeconds(1));
      world.deliver(reply("r3", "x", AT.plusSeconds(2)));
      assertThat(world.threads.subscription("marie")).isEqualTo(marked);
    }

    @Test
    void parentNobodyHasSent_makesNobodyButTheReplierFollow() throws Exception {
      world.messages.save(
          new Written(
                  Samples.message("root", "", "", PARENT_AT, "t", Bytes.EMPTY, false, null),
                  null,
                  List.of(),
                  "tokyo")
              .stored());
      world.deliver(reply("r1", "x", AT));
      assertThat(world.threads.subscriptions).hasSize(1);
      follows("kenji", false);
      assertThat(world.count(BY_ID)).isEqualTo(1);
    }

    @Test
    void systemReplyOfNobody_isSaved_andOnlyTheParentsAuthorFollows() throws Exception {
      world.withParent();
      assertThat(world.deliver(systemReply("r1", ""))).isEqualTo(Outcome.DONE);
      assertThat(world.threads.subscriptions).hasSize(1);
      follows("marie", false);
      assertThat(world.replies.byId.get("r1").row().sender()).isNull();
    }
  }

  @Nested
  class MissingParents {
    @Test
    void parentThatIsNotStoredYet_isWaitedForOnce() throws Exception {
      assertThat(world.deliver(reply("r1", "x", AT))).isInstanceOf(Outcome.Retry.class);
      assertThat(world.threads.byParent).isEmpty();
      assertThat(world.replies.byId).isEmpty();
      world.withParent();
      assertThat(world.deliver(reply("r1", "x", AT), 2)).isEqualTo(Outcome.DONE);
      assertThat(world.count(BY_ID)).isEqualTo(1);
    }

    @Test
    void parentThatIsMissingForGood_losesNothingOfTheReply() throws Exception {
      assertThat(world.deliver(reply("r1", "@marie", AT), 2)).isEqualTo(Outcome.DONE);
      assertThat(world.thread().threadParentCreatedAt()).isEqualTo(PARENT_AT);
      assertThat(world.replies.byId).containsKey("r1");
      assertThat(world.threads.subscription("kenji").hasMention()).isFalse();
      assertThat(world.threads.subscription("marie").hasMention()).isTrue();
      world.deliver(reply("r2", "x", AT.plusSeconds(1)), 2);
      assertThat(world.thread().lastMsgId()).isEqualTo("r2");
    }

    @Test
    void parentThatIsStoredLater_isCountedAndStampedWithTheNextReply() throws Exception {
      world.deliver(reply("r1", "x", AT), 2);
      world.withParent();
      world.deliver(reply("r2", "x", AT.plusSeconds(1)));
      assertThat(world.replies.stamp(BY_ID, "root")).isEqualTo(world.thread().id());
      world.deliver(reply("r1", "x", AT), 3);
      assertThat(world.count(BY_ID)).isEqualTo(2);
      assertThat(world.count(BY_ROOM)).isEqualTo(2);
    }

    @Test
    void replyToItself_isSavedAsOneWithoutParent() throws Exception {
      Message own = reply("own", KENJI, "x", AT, "own", AT);
      assertThat(world.deliver(own)).isEqualTo(Outcome.DONE);
      assertThat(world.deliver(own, 2)).isEqualTo(Outcome.DONE);
      assertThat(world.replies.byId).containsKey("own");
      assertThat(world.replies.count(BY_ID, "own")).isNull();
    }

    @Test
    void parentOfAnotherRoom_isRejected_andNothingIsStored() throws Exception {
      world.withParent();
      Message foreign =
          new Message(
              "r1",
              "room2",
              "u-112",
              "kenji",
              "x",
              List.of(),
              AT,
              null,
              null,
              "root",
              PARENT_AT,
              false,
              "",
              Bytes.EMPTY,
              null);
      assertThat(world.deliver(foreign)).isInstanceOf(Outcome.Reject.class);
      assertThat(world.threads.byParent).isEmpty();
      assertThat(world.replies.byId).isEmpty();
      assertThat(world.count(BY_ID)).isNull();
    }
  }

  @Nested
  class OtherSites {
    @ParameterizedTest
    @CsvSource({
      "tokyo, tokyo, ''",
      "tokyo, lyon, lyon:u-112",
      "lyon, tokyo, lyon:u-881",
      "lyon, berlin, lyon:u-881 berlin:u-112",
      "lyon, lyon, lyon:u-881 lyon:u-112"
    })
    void followers_areToldAtTheirHomes(String parentHome, String replierHome, String want)
        throws Exception {
      world.users.add(at(MARIE, parentHome));
      world.users.add(at(KENJI, replierHome));
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      assertThat(
              String.join(
                  " ",
                  world.sent.stream()
                      .map(s -> s.event().destSiteId() + ":" + s.subscription().userId())
                      .toList()))
          .isEqualTo(want);
    }

    @Test
    void event_isThatOfTheContract() throws Exception {
      world.users.add(at(MARIE, "lyon"));
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      Sent sent = world.sent.getFirst();
      String thread = world.thread().id();
      assertThat(sent.subject()).isEqualTo("outbox.tokyo.to.lyon.thread_subscription_upserted");
      assertThat(sent.messageId()).isEqualTo("thread-sub-outbox:" + thread + ":u-881:r1:lyon");
      assertThat(sent.requestId()).isNull();
      assertThat(sent.event().type()).isEqualTo("thread_subscription_upserted");
      assertThat(sent.event().siteId()).isEqualTo("tokyo");
      assertThat(sent.event().timestamp()).isEqualTo(ThreadWorld.NOW.toEpochMilli());
      assertThat(sent.subscription()).isEqualTo(world.threads.subscription("marie"));
      assertThat(
              new String(sent.event().payload().toArray(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("\"lastSeenAt\":null");
    }

    @Test
    void mentionOfTheParentsAuthor_isNotLostBehindThePlainEvent() throws Exception {
      world.users.add(at(MARIE, "lyon"));
      world.withParent();
      world.deliver(reply("r1", "@marie", AT));
      assertThat(world.sent).hasSize(1);
      assertThat(world.sent.getFirst().subscription().hasMention()).isTrue();
      assertThat(world.sent.getFirst().messageId())
          .isEqualTo("thread-sub-outbox:" + world.thread().id() + ":u-881:r1:lyon:mention");
    }

    @Test
    void everyReply_tellsFreshSubscriptionsUnderItsOwnId() throws Exception {
      world.users.add(at(MARIE, "lyon"));
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      world.deliver(reply("r2", "x", AT.plusSeconds(1)));
      assertThat(world.sent)
          .extracting(s -> s.messageId().split(":")[3])
          .containsExactly("r1", "r2");
      assertThat(world.sent.get(1).subscription().createdAt()).isEqualTo(REPLY_AT.plusSeconds(1));
    }

    @Test
    void redelivery_tellsTheSameUnderTheSameId() throws Exception {
      world.users.add(at(MARIE, "lyon"));
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      world.deliver(reply("r1", "x", AT), 2);
      assertThat(world.sent)
          .extracting(Sent::messageId)
          .hasSize(2)
          .containsOnly(world.sent.getFirst().messageId());
    }

    @Test
    void authorWhomNobodyKnows_followsHereAlone() throws Exception {
      world.withParent(user("u-gone", "gone", "", ""));
      world.deliver(reply("r1", "x", AT));
      assertThat(world.threads.subscription("gone")).isNotNull();
      assertThat(world.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "a.b", "'a b'", "*", ">"})
    void siteThatNoSubjectCanName_isNotTold(String site) throws Exception {
      world.users.add(at(MARIE, site));
      world.withParent();
      world.deliver(reply("r1", "x", AT));
      assertThat(world.sent).isEmpty();
      assertThat(world.threads.subscription("marie")).isNotNull();
    }

    @Test
    void failedPublish_leavesTheReplyUnsaved() {
      var failing =
          new ThreadWorld(
              (call, done) -> {
                if (call == 4) { // parent, thread, follow, publish
                  throw new Crash(call, done);
                }
              });
      failing.users.add(at(MARIE, "lyon"));
      failing.withParent();
      assertThatThrownBy(() -> failing.deliver(reply("r1", "x", AT))).isInstanceOf(Crash.class);
      assertThat(failing.threads.subscriptions).hasSize(1);
      assertThat(failing.replies.byId).isEmpty();
    }
  }
}
