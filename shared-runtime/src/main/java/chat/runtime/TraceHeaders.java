package chat.runtime;

import io.nats.client.impl.Headers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** W3C trace context in NATS headers (01 §6.2, §6.6). */
final class TraceHeaders {
  private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapSetter<Headers> SETTER =
      (headers, name, value) -> {
        if (headers != null) {
          headers.put(name, value);
        }
      };

  void inject(Context context, Headers headers) {
    W3C.inject(context, headers, SETTER);
  }

  /** The sender's span, invalid when the headers name none. */
  SpanContext sender(@Nullable Headers headers) {
    if (headers == null) {
      return SpanContext.getInvalid();
    }
    return Span.fromContext(W3C.extract(Context.root(), headers, new HeaderGetter()))
        .getSpanContext();
  }

  private static final class HeaderGetter implements TextMapGetter<Headers> {
    @Override
    public Iterable<String> keys(Headers headers) {
      return List.copyOf(headers.keySet());
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      return headers == null ? null : headers.getFirst(name);
    }
  }
}
