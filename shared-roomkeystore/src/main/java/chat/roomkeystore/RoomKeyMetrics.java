package chat.roomkeystore;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/** The counters of contract 14.8 that tell of the store. */
public final class RoomKeyMetrics {

  /** The meter's name; the sender's counter belongs to it, too. */
  public static final String METER = "room-key";

  static final String VALKEY_ERRORS = "room_key_valkey_errors_total";
  static final String ABSENT_ERRORS = "room_key_absent_errors_total";

  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("op");

  private final LongCounter valkeyErrors;
  private final LongCounter absentErrors;

  public RoomKeyMetrics(Meter meter) {
    this.valkeyErrors =
        meter.counterBuilder(VALKEY_ERRORS).setDescription("Failed key store operations").build();
    this.absentErrors =
        meter
            .counterBuilder(ABSENT_ERRORS)
            .setDescription("Rooms without a key where one is needed")
            .build();
  }

  /** The store is healthy, but the room has no key where one is needed. */
  public void keyAbsent() {
    absentErrors.add(1);
  }

  void failed(Operation operation) {
    valkeyErrors.add(1, Attributes.of(OPERATION, operation.label));
  }

  /** What the contract's label {@code op} knows. */
  enum Operation {
    GET("Get"),
    SET("Set"),
    ROTATE("Rotate"),
    SET_WITH_VERSION("SetWithVersion");

    private final String label;

    Operation(String label) {
      this.label = label;
    }
  }
}
