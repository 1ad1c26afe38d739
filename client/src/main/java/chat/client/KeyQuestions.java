package chat.client;

import chat.model.KeyGetReply;
import org.jspecify.annotations.Nullable;

/** Asks a room's home site for a key (contract 13 A2). */
interface KeyQuestions {

  /**
   * Waits for the answer. Refused means that the account may not have it or that it is not there; a
   * service that failed gave no answer.
   *
   * @param version null = the current one
   */
  Answer<KeyGetReply> ask(RoomRef room, @Nullable Long version) throws InterruptedException;
}
