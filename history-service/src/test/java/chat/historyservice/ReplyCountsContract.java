package chat.historyservice;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.StoredMessage;
import chat.stores.ReplyCounts;
import chat.stores.ReplyCounts.Count;
import chat.stores.ReplyCounts.Counted;
import chat.stores.ReplyCounts.Table;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link ReplyCounts} does. */
abstract class ReplyCountsContract {
  private static final Instant AT = Instant.parse("2026-02-02T02:41:07.918Z");

  private final String id = "c" + UUID.randomUUID();
  private final Counted counted = new Counted("room1", id, AT);

  abstract ReplyCounts counts();

  abstract void insert(StoredMessage message);

  private void parent(Long replies) {
    insert(new Change(Samples.plain("room1", id, AT)).tcount(replies).make());
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void count_isReadAndReplaced(Table table) throws Exception {
    parent(5L);
    assertThat(counts().read(table, counted)).contains(new Count(5));
    assertThat(counts().replace(table, counted, 5, 4)).isEmpty();
    assertThat(counts().read(table, counted)).contains(new Count(4));
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void countThatSomebodyElseChanged_isTold(Table table) throws Exception {
    parent(5L);
    assertThat(counts().replace(table, counted, 6, 5)).contains(new Count(5));
    assertThat(counts().read(table, counted)).contains(new Count(5));
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void countThatNeverWas_isNull(Table table) throws Exception {
    parent(null);
    assertThat(counts().read(table, counted)).contains(new Count(null));
    assertThat(counts().replace(table, counted, 1, 0)).contains(new Count(null));
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void firstCount_replacesNone_unlessSomebodyElseWasFirst(Table table) throws Exception {
    parent(null);
    assertThat(counts().replace(table, counted, null, 1)).isEmpty();
    assertThat(counts().replace(table, counted, null, 1)).contains(new Count(1));
    assertThat(counts().read(table, counted)).contains(new Count(1));
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void messageThatIsNotThere_hasNoCount_andGetsNone(Table table) throws Exception {
    assertThat(counts().read(table, counted)).isEmpty();
    assertThat(counts().replace(table, counted, 1, 0)).contains(new Count(null));
    assertThat(counts().read(table, counted)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void tables_areCountedOnTheirOwn(Table table) throws Exception {
    parent(3L);
    counts().replace(table, counted, 3, 2);
    Table other = table == Table.BY_ID ? Table.BY_ROOM : Table.BY_ID;
    assertThat(counts().read(other, counted)).contains(new Count(3));
  }
}
