package chat.localfleet.deadletters;

import chat.model.Streams;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamState;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dead letters of one site, read and replayed over an operator's connection. */
public final class DeadLetterBox {
  private static final int NOT_FOUND = 404;

  private final Connection nats;
  private final JetStreamManagement management;
  private final String stream;

  /**
   * @param nats with the services' rights at the site
   */
  public DeadLetterBox(Connection nats, String siteId) throws IOException {
    this.nats = nats;
    this.management = nats.jetStreamManagement();
    this.stream = Streams.deadLetters(siteId).name();
  }

  /** All of them, oldest first. */
  public List<KeptLetter> list() throws IOException, JetStreamApiException {
    StreamState state = management.getStreamInfo(stream).getStreamState();
    List<KeptLetter> letters = new ArrayList<>();
    if (state.getMsgCount() == 0) {
      return letters;
    }
    for (long at = state.getFirstSequence(); at <= state.getLastSequence(); at++) {
      find(at).ifPresent(letters::add);
    }
    return letters;
  }

  /** The letter at this place of the dead-letter stream, if it is still there. */
  public Optional<KeptLetter> find(long sequence) throws IOException, JetStreamApiException {
    return read(stream, sequence).map(info -> new KeptLetter(sequence, info));
  }

  /**
   * Publishes the letter to where it first went, for the one durable that gave it up, and removes
   * it once the stream has it: who fails on it again leaves a new one.
   *
   * @throws IllegalStateException when its body was too large to keep and is gone by now
   */
  public void replay(KeptLetter letter) throws IOException, JetStreamApiException {
    var headers = new Headers();
    letter.original().forEach(headers::put);
    headers.put(chat.model.Headers.REPLAY_FOR, letter.durable());
    nats.jetStream()
        .publish(
            NatsMessage.builder()
                .subject(letter.originalSubject())
                .headers(headers)
                .data(body(letter))
                .build());
    management.deleteMessage(stream, letter.sequence());
  }

  /** A message of the largest size was kept without its body: it is read where it first was. */
  private byte[] body(KeptLetter letter) throws IOException, JetStreamApiException {
    byte[] kept = letter.body();
    if (kept.length > 0) {
      return kept;
    }
    MessageInfo original =
        read(letter.stream(), letter.originalSequence())
            .orElseThrow(
                () -> new IllegalStateException("the message is not in " + letter.stream()));
    byte[] body = original.getData();
    return body == null ? new byte[0] : body;
  }

  private Optional<MessageInfo> read(String from, long sequence)
      throws IOException, JetStreamApiException {
    try {
      return Optional.of(management.getMessage(from, sequence));
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
