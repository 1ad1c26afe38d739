package chat.stores;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;

/**
 * An index that a service wants (contract 01b §10.5).
 *
 * @param collection name of the collection
 * @param keys fields and directions
 * @param unique whether two documents may agree in the keys
 * @param name empty = the driver's default
 */
public record IndexSpec(String collection, Bson keys, boolean unique, String name) {
  /** An index with the default name. */
  public static IndexSpec of(String collection, Bson keys) {
    return new IndexSpec(collection, keys, false, "");
  }

  /** The same keys, and no two documents may agree in them. */
  public IndexSpec asUnique() {
    return new IndexSpec(collection, keys, true, name);
  }

  /** The same under this name. */
  public IndexSpec named(String indexName) {
    return new IndexSpec(collection, keys, unique, indexName);
  }

  /**
   * Creates those that are absent; one that is there with the same keys and options is left alone.
   *
   * @param limit time for each of them
   * @throws com.mongodb.MongoException when one cannot be made, for example since documents
   *     contradict it
   */
  public static void ensure(MongoDatabase database, List<IndexSpec> specs, Duration limit) {
    for (IndexSpec spec : specs) {
      IndexOptions options = new IndexOptions().unique(spec.unique);
      if (!spec.name.isEmpty()) {
        options.name(spec.name);
      }
      database
          .withTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
          .getCollection(spec.collection)
          .createIndex(spec.keys, options);
    }
  }
}
