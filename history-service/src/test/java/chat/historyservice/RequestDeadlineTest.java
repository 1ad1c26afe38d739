package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.runtime.Reply;
import chat.runtime.Request;
import chat.runtime.RequestHandler;
import chat.runtime.ServiceThreads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestDeadlineTest {
  private static final Executor THREADS = new RequestThreads(new ServiceThreads("test"), "part");
  private static final Request REQUEST = new Request("s", Map.of(), new byte[0], "rid-1", "r");

  private static Reply ask(RequestHandler handler, Duration limit) throws Exception {
    return RequestDeadline.interrupting(handler, limit, THREADS).handle(REQUEST);
  }

  @Test
  void requestThatTakesTooLong_isAnsweredUnavailable_andInterrupted() throws Exception {
    var interrupted = new AtomicReference<Boolean>();
    Reply reply =
        ask(
            request -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return Refusals.BAD_CURSOR;
            },
            Duration.ofMillis(20));
    assertThat(reply).isEqualTo(Reply.refuse("request took too long", "unavailable"));
    await().until(() -> interrupted.get() != null);
  }

  @Test
  void replyInTime_isPassedOn_andLogsCarryTheRequestId() throws Exception {
    var seen = new AtomicReference<String>();
    Reply reply;
    try (var context = MDC.putCloseable("request_id", "rid-1")) {
      reply =
          ask(
              request -> {
                seen.set(MDC.get("request_id"));
                return Refusals.BAD_CURSOR;
              },
              Duration.ofSeconds(10));
    }
    assertThat(reply).isSameAs(Refusals.BAD_CURSOR);
    assertThat(seen).hasValue("rid-1");
  }

  @Test
  void failure_isPassedOn() {
    var failure = new IllegalStateException("x");
    assertThatThrownBy(
            () ->
                ask(
                    request -> {
                      throw failure;
                    },
                    Duration.ofSeconds(10)))
        .isSameAs(failure);
  }

  @Test
  void changeThatTakesTooLong_isAnsweredUnavailable_andGoesOn() throws Exception {
    var answered = new CountDownLatch(1);
    var completed = new CountDownLatch(1);
    RequestHandler change =
        request -> {
          answered.await();
          completed.countDown();
          return Refusals.BAD_CURSOR;
        };
    assertThat(RequestDeadline.completing(change, Duration.ofMillis(20), THREADS).handle(REQUEST))
        .isEqualTo(Refusals.TOO_SLOW);
    answered.countDown();
    assertThat(completed.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }
}
