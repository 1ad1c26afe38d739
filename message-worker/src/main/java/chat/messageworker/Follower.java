package chat.messageworker;

import chat.model.Mentions;
import chat.model.Message;
import chat.model.Participant;
import chat.model.StoredParticipant;
import chat.model.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a reply makes follow its thread (06 §6.2–6.4).
 *
 * @param homeSite empty = unknown
 * @param mentioned whether the reply mentions them
 */
record Follower(String userId, String account, String homeSite, boolean mentioned) {

  /**
   * The parent's author, who replies, and who is mentioned: each once, in this order. Nobody is
   * told of a mention of themselves.
   *
   * @param parent null = not known who wrote it
   * @param parentHome home site of the parent's author; empty = unknown
   */
  static List<Follower> of(Written reply, @Nullable StoredParticipant parent, String parentHome) {
    Message message = reply.message();
    Map<String, Follower> mentioned = new LinkedHashMap<>();
    for (Participant person : reply.mentioned()) {
      if (!person.account().equals(Mentions.ALL) && !person.userId().equals(message.userId())) {
        mentioned.put(
            person.account(),
            new Follower(person.userId(), person.account(), person.siteId(), true));
      }
    }
    List<Follower> followers = new ArrayList<>();
    if (parent != null) {
      boolean named = mentioned.remove(parent.account()) != null;
      followers.add(new Follower(parent.id(), parent.account(), parentHome, named));
    }
    User author = reply.author();
    if (author != null && (parent == null || !parent.id().equals(author.id()))) {
      mentioned.remove(message.userAccount());
      followers.add(new Follower(author.id(), message.userAccount(), author.siteId(), false));
    }
    followers.addAll(mentioned.values());
    return followers;
  }
}
