package chat.authservice;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the service counts; all names stand here. */
final class LoginMetrics {
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final String GRANTED = "granted";

  private final LongCounter logins;
  private final DoubleHistogram durations;
  private final LongCounter keyFetches;

  LoginMetrics(Meter meter) {
    this.logins =
        meter.counterBuilder("auth_logins_total").setDescription("Logins by outcome").build();
    this.durations =
        meter
            .histogramBuilder("auth_login_duration_seconds")
            .setDescription("Logins that were not refused by their rate")
            .build();
    this.keyFetches =
        meter
            .counterBuilder("auth_issuer_key_fetches_total")
            .setDescription("Times the issuer was asked for its keys")
            .build();
  }

  void loggedIn(LoginOutcome outcome, long nanos) {
    String label =
        switch (outcome) {
          case LoginOutcome.Granted _ -> GRANTED;
          case LoginOutcome.Refused(Refusal refusal) -> label(refusal);
        };
    logins.add(1, Attributes.of(OUTCOME, label));
    durations.record(nanos / (double) TimeUnit.SECONDS.toNanos(1), Attributes.of(OUTCOME, label));
  }

  void tooMany() {
    logins.add(1, Attributes.of(OUTCOME, label(Refusal.TOO_MANY)));
  }

  void keysFetched(boolean answered) {
    keyFetches.add(1, Attributes.of(OUTCOME, answered ? "answered" : "failed"));
  }

  private static String label(Refusal refusal) {
    return refusal.name().toLowerCase(Locale.ROOT);
  }
}
