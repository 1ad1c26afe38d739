package chat.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room for tests, a channel of site-a unless something else is said. */
public final class SampleRoom {
  private static final Instant CREATED = Instant.parse("2026-01-01T08:00:00Z");

  private final String id;
  private String name = "Harbour crew";
  private String type = RoomType.CHANNEL;
  private String siteId = "site-a";
  private long userCount;
  private @Nullable Instant lastMsgAt;
  private @Nullable Instant lastMentionAllAt;
  private @Nullable Instant minUserLastSeenAt;
  private boolean restricted;

  private SampleRoom(String id) {
    this.id = id;
  }

  public static SampleRoom of(String id) {
    return new SampleRoom(id);
  }

  public SampleRoom name(String value) {
    name = value;
    return this;
  }

  public SampleRoom type(String value) {
    type = value;
    return this;
  }

  public SampleRoom site(String value) {
    siteId = value;
    return this;
  }

  public SampleRoom userCount(long value) {
    userCount = value;
    return this;
  }

  public SampleRoom lastMsgAt(@Nullable Instant value) {
    lastMsgAt = value;
    return this;
  }

  public SampleRoom lastMentionAllAt(@Nullable Instant value) {
    lastMentionAllAt = value;
    return this;
  }

  public SampleRoom minUserLastSeenAt(@Nullable Instant value) {
    minUserLastSeenAt = value;
    return this;
  }

  public SampleRoom restricted() {
    restricted = true;
    return this;
  }

  public Room make() {
    return new Room(
        id,
        name,
        type,
        siteId,
        userCount,
        0,
        lastMsgAt,
        "",
        lastMentionAllAt,
        minUserLastSeenAt,
        CREATED,
        CREATED,
        restricted,
        List.of(),
        List.of());
  }
}
