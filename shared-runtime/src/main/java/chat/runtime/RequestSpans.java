package chat.runtime;

import io.nats.client.Message;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/** Spans around handlers, linked to (not children of) the sender's span (01b §17.1). */
final class RequestSpans {
  private final Tracer tracer;
  private final TraceHeaders traces = new TraceHeaders();

  RequestSpans(Telemetry telemetry) {
    this.tracer = telemetry.tracer();
  }

  /** Runs {@code work} inside a span of its own. */
  void around(String name, Message message, Runnable work) {
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(SpanKind.CONSUMER);
    SpanContext sender = traces.sender(message.getHeaders());
    if (sender.isValid()) {
      builder.addLink(sender);
    }
    Span span = builder.startSpan();
    try (Scope scope = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }
}
