package chat.stores;

import chat.model.AttachedFile;
import chat.model.Bytes;
import chat.model.Card;
import chat.model.CardAction;
import chat.model.QuotedParentMessage;
import chat.model.StoredParticipant;
import chat.model.Timestamps;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types inside the message tables (contract 06 §8.1): written as the existing fleet writes them
 * (06 §9), with empty text instead of null; read leniently, null and absent fields as empty.
 */
public final class MessageUdts {
  private final UserDefinedType participant;
  private final UserDefinedType quote;

  private MessageUdts(UserDefinedType participant, UserDefinedType quote) {
    this.participant = participant;
    this.quote = quote;
  }

  /**
   * The types of the session's keyspace.
   *
   * @throws IllegalStateException when the keyspace lacks them
   */
  public static MessageUdts of(CqlSession session) {
    return new MessageUdts(type(session, "Participant"), type(session, "QuotedParentMessage"));
  }

  private static UserDefinedType type(CqlSession session, String name) {
    return session
        .getKeyspace()
        .flatMap(keyspace -> session.getMetadata().getKeyspace(keyspace))
        .flatMap(keyspace -> keyspace.getUserDefinedType(CqlIdentifier.fromInternal(name)))
        .orElseThrow(() -> new IllegalStateException("the keyspace lacks the type " + name));
  }

  /** All seven fields. */
  public UdtValue write(StoredParticipant person) {
    return participant
        .newValue()
        .setString("id", person.id())
        .setString("eng_name", person.engName())
        .setString("company_name", person.companyName())
        .setString("app_id", person.appId())
        .setString("app_name", person.appName())
        .setBoolean("is_bot", person.isBot())
        .setString("account", person.account());
  }

  /** A set column; nobody is stored as null. */
  public @Nullable Set<UdtValue> write(Collection<StoredParticipant> people) {
    Set<UdtValue> written = new LinkedHashSet<>();
    people.forEach(person -> written.add(write(person)));
    return written.isEmpty() ? null : written;
  }

  /** A quote. */
  public UdtValue write(QuotedParentMessage quoted) {
    UdtValue written =
        quote
            .newValue()
            .setString("message_id", quoted.messageId())
            .setString("room_id", quoted.roomId())
            .setUdtValue("sender", write(quoted.sender()))
            .setString("msg", quoted.msg())
            .setSet("mentions", write(quoted.mentions()), UdtValue.class)
            .setList("attachments", blobs(quoted.attachments()), ByteBuffer.class)
            .setString("message_link", quoted.messageLink())
            .setString("thread_parent_id", quoted.threadParentId())
            .setInstant("thread_parent_created_at", quoted.threadParentCreatedAt());
    return Timestamps.isUnset(quoted.createdAt())
        ? written.setBytesUnsafe("created_at", ByteBuffer.allocate(0))
        : written.setInstant("created_at", quoted.createdAt());
  }

  private static @Nullable List<ByteBuffer> blobs(List<Bytes> blobs) {
    return blobs.isEmpty()
        ? null
        : blobs.stream().map(blob -> ByteBuffer.wrap(blob.toArray())).toList();
  }

  /** A participant; a null value is nobody. */
  public static StoredParticipant readParticipant(@Nullable UdtValue value) {
    return value == null
        ? new StoredParticipant("", "", "", "", "", false, "")
        : new StoredParticipant(
            text(value, "id"),
            text(value, "eng_name"),
            text(value, "company_name"),
            text(value, "app_id"),
            text(value, "app_name"),
            flag(value, "is_bot"),
            text(value, "account"));
  }

  /** A set column, in its order. */
  public static List<StoredParticipant> readParticipants(@Nullable Set<UdtValue> values) {
    return values == null ? List.of() : values.stream().map(MessageUdts::readParticipant).toList();
  }

  /** A quote. */
  public static @Nullable QuotedParentMessage readQuote(@Nullable UdtValue value) {
    if (value == null) {
      return null;
    }
    Instant createdAt = time(value, "created_at");
    return new QuotedParentMessage(
        text(value, "message_id"),
        text(value, "room_id"),
        readParticipant(has(value, "sender") ? value.getUdtValue("sender") : null),
        createdAt == null ? Timestamps.ZERO : createdAt,
        text(value, "msg"),
        readParticipants(has(value, "mentions") ? value.getSet("mentions", UdtValue.class) : null),
        readBlobs(
            has(value, "attachments") ? value.getList("attachments", ByteBuffer.class) : null),
        text(value, "message_link"),
        text(value, "thread_parent_id"),
        time(value, "thread_parent_created_at"));
  }

  /** A file. */
  public static @Nullable AttachedFile readFile(@Nullable UdtValue value) {
    return value == null
        ? null
        : new AttachedFile(text(value, "id"), text(value, "name"), text(value, "type"));
  }

  /** A card. */
  public static @Nullable Card readCard(@Nullable UdtValue value) {
    return value == null ? null : new Card(text(value, "template"), bytes(value, "data"));
  }

  /** What somebody did with a card. */
  public static @Nullable CardAction readCardAction(@Nullable UdtValue value) {
    return value == null
        ? null
        : new CardAction(
            text(value, "verb"),
            text(value, "text"),
            text(value, "card_id"),
            text(value, "display_text"),
            flag(value, "hide_exec_log"),
            text(value, "card_tmid"),
            bytes(value, "data"));
  }

  /** A list of blobs. */
  public static List<Bytes> readBlobs(@Nullable List<ByteBuffer> values) {
    return values == null ? List.of() : values.stream().map(MessageUdts::readBlob).toList();
  }

  /** A blob; null is no bytes. */
  public static Bytes readBlob(@Nullable ByteBuffer value) {
    if (value == null) {
      return Bytes.EMPTY;
    }
    byte[] content = new byte[value.remaining()];
    value.duplicate().get(content);
    return Bytes.of(content);
  }

  private static String text(UdtValue value, String field) {
    String text = has(value, field) ? value.getString(field) : null;
    return text == null ? "" : text;
  }

  private static boolean flag(UdtValue value, String field) {
    return has(value, field) && value.getBoolean(field);
  }

  private static @Nullable Instant time(UdtValue value, String field) {
    return has(value, field) ? value.getInstant(field) : null;
  }

  private static Bytes bytes(UdtValue value, String field) {
    return readBlob(has(value, field) ? value.getByteBuffer(field) : null);
  }

  /** Keyspaces of other generations may lack a field. */
  private static boolean has(UdtValue value, String field) {
    return value.getType().contains(field);
  }
}
