package chat.roomservice;

import chat.model.ChannelRef;
import chat.model.ErrorReply;
import chat.model.Json;
import chat.model.ListMembersReply;
import chat.model.ListMembersRequest;
import chat.model.Lists;
import chat.model.MalformedJsonException;
import chat.model.MemberType;
import chat.model.RoomMember;
import chat.model.SubjectTokens;
import chat.model.Subjects;
import chat.runtime.Reply;
import chat.runtime.Requester;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns source channels into the orgs and accounts that are in them (02 §8.6): one after the other,
 * the first failure ends it. Channels of other sites are asked for there, on the requester's
 * behalf.
 */
final class ChannelExpansion {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelExpansion.class);

  /** What came of it. */
  sealed interface Result {}

  /** In encounter order, each once. */
  record Expanded(List<String> orgs, List<String> accounts) implements Result {}

  record Refused(Reply.Refusal refusal) implements Result {}

  private sealed interface Listing {
    record Members(List<RoomMember> members) implements Listing {}

    record Failed(Reply.Refusal refusal) implements Listing {}
  }

  private final SubscriptionStore subscriptions;
  private final MemberStore members;
  private final Requester requester;
  private final Deadlines deadlines;
  private final String siteId;
  private final int maxRoomSize;

  ChannelExpansion(
      SubscriptionStore subscriptions,
      MemberStore members,
      Requester requester,
      Deadlines deadlines,
      String siteId,
      int maxRoomSize) {
    this.subscriptions = subscriptions;
    this.members = members;
    this.requester = requester;
    this.deadlines = deadlines;
    this.siteId = siteId;
    this.maxRoomSize = maxRoomSize;
  }

  Result expand(String account, List<ChannelRef> channels) throws InterruptedException {
    Set<String> orgs = new LinkedHashSet<>(); // what many channels share is kept once
    Set<String> accounts = new LinkedHashSet<>();
    for (ChannelRef channel : Lists.distinct(channels)) { // the same one twice adds nobody
      switch (list(account, channel)) {
        case Listing.Failed(Reply.Refusal refusal) -> {
          return new Refused(refusal);
        }
        case Listing.Members(List<RoomMember> rows) -> {
          if (rows.size() > maxRoomSize) {
            return new Refused(
                Refusals.masked(
                    "list-members %s@%s: response size %d exceeds max %d"
                        .formatted(channel.roomId(), channel.siteId(), rows.size(), maxRoomSize)));
          }
          rows.forEach(row -> collect(channel, row, orgs, accounts));
        }
      }
    }
    return new Expanded(List.copyOf(orgs), List.copyOf(accounts));
  }

  private Listing list(String account, ChannelRef channel) throws InterruptedException {
    return channel.siteId().equals(siteId) ? local(account, channel) : remote(account, channel);
  }

  private Listing local(String account, ChannelRef channel) throws InterruptedException {
    return deadlines.within(
        () ->
            subscriptions.find(channel.roomId(), account).isEmpty()
                ? new Listing.Failed(Refusals.NOT_A_MEMBER)
                : new Listing.Members(
                    members.list(channel.roomId(), MemberPage.first(maxRoomSize + 1L))),
        () -> timedOut(channel));
  }

  private Listing remote(String account, ChannelRef channel) throws InterruptedException {
    if (!SubjectTokens.isToken(channel.roomId()) || !SubjectTokens.isToken(channel.siteId())) {
      return new Listing.Failed(Refusals.masked("source channel is no pair of subject tokens"));
    }
    String subject = Subjects.listMembers(account, channel.roomId(), channel.siteId());
    byte[] body = Json.write(new ListMembersRequest((long) maxRoomSize + 1, null, false));
    return switch (requester.request(subject, null, body, deadlines.limit())) {
      case Requester.Answer.TimedOut() -> timedOut(channel);
      case Requester.Answer.NoResponders() ->
          new Listing.Failed(Refusals.masked("no responders at site " + channel.siteId()));
      case Requester.Answer.Replied(byte[] reply) -> replied(channel, reply);
    };
  }

  private static Listing replied(ChannelRef channel, byte[] reply) {
    try {
      String error = Json.read(reply, ErrorReply.class).error();
      if (error.equals(Refusals.NOT_A_MEMBER.text())) {
        return new Listing.Failed(Refusals.NOT_A_MEMBER);
      }
      if (!error.isEmpty()) {
        return new Listing.Failed(
            Refusals.remoteExpansionFailed(channel.roomId(), channel.siteId(), error));
      }
      return new Listing.Members(Json.read(reply, ListMembersReply.class).members());
    } catch (MalformedJsonException e) {
      return new Listing.Failed(Refusals.masked("remote member list: " + e.getMessage()));
    }
  }

  private static Listing timedOut(ChannelRef channel) {
    return new Listing.Failed(Refusals.expansionTimedOut(channel.roomId(), channel.siteId()));
  }

  private static void collect(
      ChannelRef channel, RoomMember row, Set<String> orgs, Set<String> accounts) {
    switch (row.member().type()) {
      case MemberType.ORG -> orgs.add(row.member().id());
      case MemberType.INDIVIDUAL -> accounts.add(row.member().account());
      default ->
          LOG.atWarn()
              .addKeyValue("roomId", channel.roomId())
              .addKeyValue("siteId", channel.siteId())
              .addKeyValue("memberType", row.member().type())
              .addKeyValue("memberId", row.member().id())
              .log("skipped unknown member type during channel expansion");
    }
  }
}
