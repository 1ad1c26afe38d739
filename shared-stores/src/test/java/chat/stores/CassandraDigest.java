package chat.stores;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Map;
import java.util.TreeMap;

/** Everything in the tables of a test's keyspace: each row in full. */
public final class CassandraDigest {
  private CassandraDigest() {}

  /** Two of them are equal when nothing was changed in between. */
  public static Map<String, Integer> of(CqlSession session) {
    Map<String, Integer> rows = new TreeMap<>();
    CqlIdentifier keyspace = session.getKeyspace().orElseThrow();
    for (CqlIdentifier table :
        session.getMetadata().getKeyspace(keyspace).orElseThrow().getTables().keySet()) {
      for (Row row : session.execute("SELECT JSON * FROM " + table.asCql(true))) {
        rows.merge(table.asInternal() + " " + row.getString(0), 1, Integer::sum);
      }
    }
    return rows;
  }
}
