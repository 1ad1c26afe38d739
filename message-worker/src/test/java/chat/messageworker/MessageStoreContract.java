package chat.messageworker;

import static chat.messageworker.Samples.AT;
import static chat.messageworker.Samples.EVERYBODY;
import static chat.messageworker.Samples.STORED_KENJI;
import static chat.messageworker.Samples.STORED_MARIE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.model.Bytes;
import chat.model.Message;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link MessageStore} does. */
abstract class MessageStoreContract {
  private static final Instant MILLIS = Instant.parse("2026-02-02T02:41:07.918Z");

  abstract MessageStore store();

  /** The row in the table of the room; null when there is none. */
  abstract StoredRow inRoom(String roomId, Instant createdAt, String messageId);

  /** The row in the table of ids; null when there is none. */
  abstract StoredRow byId(String messageId);

  /** Changes the text later, as history-service does. */
  abstract void edit(String messageId, String text, Instant at);

  @Test
  void plainMessage_isReadableInBothTables() {
    store().save(new NewMessage(Samples.plain("plain", "hello"), STORED_KENJI, List.of(), "tokyo"));
    StoredRow want =
        new StoredRow(
            "room1",
            MILLIS,
            "plain",
            STORED_KENJI,
            "hello",
            "tokyo",
            MILLIS,
            Set.of(),
            "",
            Bytes.EMPTY,
            false,
            null);
    assertThat(byId("plain")).isEqualTo(want);
    assertThat(inRoom("room1", MILLIS, "plain")).isEqualTo(want);
  }

  @Test
  void everyValue_isKept() {
    Bytes data = Bytes.of(new byte[] {'{', 0, (byte) 0xff});
    Message message =
        Samples.message("full", "u-112", "早 \u0000", AT, "special", data, true, Samples.quote());
    store()
        .save(new NewMessage(message, STORED_KENJI, List.of(STORED_MARIE, EVERYBODY), "elsewhere"));
    StoredRow want =
        new StoredRow(
            "room1",
            MILLIS,
            "full",
            STORED_KENJI,
            "早 \u0000",
            "elsewhere",
            MILLIS,
            Set.of(STORED_MARIE, EVERYBODY),
            "special",
            data,
            true,
            Samples.quote());
    assertThat(byId("full")).isEqualTo(want);
    assertThat(inRoom("room1", MILLIS, "full")).isEqualTo(want);
  }

  @Test
  void unknownSender_isNobody() {
    store().save(new NewMessage(Samples.system("system", ""), null, List.of(), "tokyo"));
    assertThat(byId("system").sender()).isNull();
    assertThat(inRoom("room1", MILLIS, "system").sender()).isNull();
  }

  @Test
  void messageSavedAgain_isTheSameRow() {
    var message = new NewMessage(Samples.plain("again", "x"), STORED_KENJI, List.of(), "tokyo");
    store().save(message);
    StoredRow first = byId("again");
    store().save(message);
    assertThat(byId("again")).isEqualTo(first);
  }

  @Test
  void redeliveredInsert_neverRevertsAnEdit() {
    var message = new NewMessage(Samples.plain("edited", "old"), STORED_KENJI, List.of(), "tokyo");
    store().save(message);
    Instant later = AT.plusSeconds(5);
    edit("edited", "new", later);
    store().save(message);
    assertThat(byId("edited").msg()).isEqualTo("new");
    assertThat(byId("edited").updatedAt()).isEqualTo(MILLIS.plusSeconds(5));
    assertThat(inRoom("room1", MILLIS, "edited").msg()).isEqualTo("new");
  }
}
