package chat.runtime;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Traces and metrics of one service (01b §17.1). Traces are exported only where an {@code
 * OTEL_EXPORTER_OTLP_…ENDPOINT} is set; metrics are read by {@link #scrape}. No global instance.
 */
public final class Telemetry {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

  private final OpenTelemetrySdk sdk;
  private final List<MultiCollector> collectors = new CopyOnWriteArrayList<>();
  private final String service;
  private final boolean exporting;

  private Telemetry(
      OpenTelemetrySdk sdk, PrometheusMetricReader metrics, String service, boolean exporting) {
    this.sdk = sdk;
    this.collectors.add(metrics);
    this.service = service;
    this.exporting = exporting;
  }

  /**
   * @param variables the environment; its {@code OTEL_*} variables configure exporter and sampler
   */
  public static Telemetry start(String service, Map<String, String> variables) {
    PrometheusMetricReader metrics = PrometheusMetricReader.create();
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesCustomizer(given -> properties(service, variables))
            .addMeterProviderCustomizer(
                (provider, config) -> provider.registerMetricReader(metrics))
            .build()
            .getOpenTelemetrySdk();
    return new Telemetry(sdk, metrics, service, isExporting(variables));
  }

  /** For {@code --env}: the variables that the SDK itself reads. */
  public static void describe(EnvReader env) {
    env.text(
        ENDPOINT,
        "",
        "OTLP/gRPC endpoint for traces; empty = no export (other `OTEL_*` variables apply)");
    env.text(TRACES_ENDPOINT, "", "as above, for traces alone");
  }

  private static Map<String, String> properties(String service, Map<String, String> variables) {
    Map<String, String> properties = new HashMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !value.isEmpty()) {
            properties.put(name.toLowerCase(java.util.Locale.ROOT).replace('_', '.'), value);
          }
        });
    properties.put("otel.traces.exporter", isExporting(variables) ? "otlp" : "none");
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    properties.put("otel.propagators", "tracecontext");
    properties.put("otel.service.name", service);
    return properties;
  }

  private static boolean isExporting(Map<String, String> variables) {
    return isSet(variables, ENDPOINT) || isSet(variables, TRACES_ENDPOINT);
  }

  private static boolean isSet(Map<String, String> variables, String name) {
    return !variables.getOrDefault(name, "").isEmpty();
  }

  /** Makes no spans, and so no trace headers, where nobody would see them. */
  public Tracer tracer() {
    return exporting ? sdk.getTracer(service) : TracerProvider.noop().get(service);
  }

  public Meter meter(String name) {
    return sdk.getMeter(name);
  }

  /** Adds metrics that are not made through {@link #meter}; call it while starting. */
  public void add(MultiCollector more) {
    collectors.add(more);
  }

  /** All metrics in the Prometheus text format. */
  public byte[] scrape() {
    var text = new ByteArrayOutputStream();
    try {
      MetricSnapshots.Builder all = MetricSnapshots.builder();
      collectors.forEach(collector -> collector.collect().forEach(all::metricSnapshot));
      PrometheusTextFormatWriter.builder().build().write(text, all.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  /** Sends what is waiting, at most the limit. */
  public void flush(Duration limit) {
    sdk.shutdown().join(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
