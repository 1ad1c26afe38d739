package chat.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplySubjectsTest {
  private static final String REQUEST = "chat.user.alice.request.room.r1.north.msg.get";

  private final ReplySubjects replies = new ReplySubjects("chat.server.response");

  @ParameterizedTest
  @ValueSource(strings = {"_INBOX.x.1", "chat.user.alice.inbox.x.1", "chat.server.response.x.1"})
  void clients_areAnsweredInInboxes(String replyTo) {
    assertThat(replies.allows(REQUEST, replyTo)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.user.bob.request.room.r1.north.msg.delete",
        "chat.user.alice.request.room.r1.north.msg.delete",
        "chat.user.alice.room.r1.north.msg.send",
        "chat.user.bob.inbox.x",
        "chat.user.bob.event.room.key",
        "chat.room.r1.event",
        "chat.server.request.room.north.key.ensure",
        "chat.server.responsex.1",
        "chat.msg.canonical.north.created",
        "$JS.API.STREAM.PURGE.MESSAGES_north"
      })
  void nobody_canMakeAServicePublishForThem(String replyTo) {
    assertThat(replies.allows(REQUEST, replyTo)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"somewhere.else", "_INBOX.x"})
  void backEnds_areAnsweredWhereTheySay(String replyTo) {
    assertThat(replies.allows("chat.server.request.room.north.info.batch", replyTo)).isTrue();
  }
}
