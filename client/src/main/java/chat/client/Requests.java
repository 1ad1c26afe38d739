package chat.client;

import chat.client.Wire.NoAnswerException;
import chat.model.ErrorReply;
import chat.model.Ids;
import chat.model.JobResult;
import chat.model.JobStatus;
import chat.model.Json;
import chat.model.MalformedJsonException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks services, and tells answers from refusals (contract 01 §6.4). */
final class Requests {

  private static final byte[] NOTHING = new byte[0];

  private final Wire wire;
  private final Responses responses;
  private final Ids ids;
  private final String account;
  private final Duration requestTimeout;
  private final Duration resultTimeout;

  Requests(Wire wire, Responses responses, Ids ids, ClientOptions options) {
    this.wire = wire;
    this.responses = responses;
    this.ids = ids;
    this.account = options.account();
    this.requestTimeout = options.requestTimeout();
    this.resultTimeout = options.resultTimeout();
  }

  String account() {
    return account;
  }

  Ids ids() {
    return ids;
  }

  /** Asks with a body, or null for none. */
  <T extends Record> Answer<T> ask(String subject, @Nullable Record body, Class<T> type)
      throws InterruptedException {
    return ask(subject, ids.newRequestId(), body, type);
  }

  /** Asks for what is answered with a list at the top; a refusal is an object all the same. */
  <T extends Record> Answer<List<T>> askList(String subject, Record body, Class<T> type)
      throws InterruptedException {
    try {
      byte[] reply = wire.request(subject, ids.newRequestId(), Json.write(body), requestTimeout);
      Optional<ErrorReply> refusal = refusal(reply);
      return refusal.isPresent()
          ? new Answer.Refused<>(refusal.get())
          : new Answer.Given<>(Json.readList(reply, type));
    } catch (NoAnswerException e) {
      return new Answer.Missing<>(e.reason());
    } catch (MalformedJsonException e) {
      return malformed(e);
    }
  }

  /** Asks for something that is done behind the reply, and waits until it is done. */
  <T extends Record> Answer<T> askJob(String subject, Record body, Class<T> type)
      throws InterruptedException {
    String requestId = ids.newRequestId();
    try (Responses.Expected result = responses.expect(requestId)) {
      Answer<T> accepted = ask(subject, requestId, body, type);
      return accepted instanceof Answer.Given<T> given ? finished(given, result) : accepted;
    }
  }

  /** Publishes, and waits for the result under the request id. */
  <T extends Record> Answer<T> publish(String subject, String requestId, Record body, Class<T> type)
      throws InterruptedException {
    try (Responses.Expected result = responses.expect(requestId)) {
      wire.publish(subject, requestId, Json.write(body));
      return read(result.await(resultTimeout), type);
    } catch (NoAnswerException e) {
      return new Answer.Missing<>(e.reason());
    } catch (IllegalStateException e) {
      return new Answer.Missing<>("not connected: " + e.getMessage());
    }
  }

  private <T extends Record> Answer<T> ask(
      String subject, String requestId, @Nullable Record body, Class<T> type)
      throws InterruptedException {
    try {
      byte[] bytes = body == null ? NOTHING : Json.write(body);
      return read(wire.request(subject, requestId, bytes, requestTimeout), type);
    } catch (NoAnswerException e) {
      return new Answer.Missing<>(e.reason());
    }
  }

  private <T extends Record> Answer<T> finished(Answer.Given<T> accepted, Responses.Expected result)
      throws InterruptedException {
    try {
      JobResult job = Json.read(result.await(resultTimeout), JobResult.class);
      return job.status().equals(JobStatus.OK)
          ? accepted
          : new Answer.Refused<>(new ErrorReply(job.error(), "", job.roomId()));
    } catch (NoAnswerException e) {
      return new Answer.Missing<>("accepted, but " + e.reason());
    } catch (MalformedJsonException e) {
      return new Answer.Missing<>("accepted, but the result is malformed: " + e.reason());
    }
  }

  private static <T extends Record> Answer<T> read(byte[] body, Class<T> type) {
    Optional<ErrorReply> refusal = refusal(body);
    if (refusal.isPresent()) {
      return new Answer.Refused<>(refusal.get());
    }
    try {
      return new Answer.Given<>(Json.read(body, type));
    } catch (MalformedJsonException e) {
      return malformed(e);
    }
  }

  private static Optional<ErrorReply> refusal(byte[] body) {
    try {
      return Optional.of(Json.read(body, ErrorReply.class))
          .filter(error -> !error.error().isEmpty());
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }

  private static <T> Answer<T> malformed(MalformedJsonException fault) {
    return new Answer.Missing<>("malformed answer: " + fault.reason());
  }
}
