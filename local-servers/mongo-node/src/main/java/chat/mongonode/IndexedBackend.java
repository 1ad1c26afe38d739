package chat.mongonode;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * The library's backend with secondary indexes that narrow queries and aggregations.
 *
 * <p>The library keeps an index only when it is unique; every other query scans its collection.
 * Nothing else is changed here: no stage or operator is added or relaxed, so a query that MongoDB
 * would refuse is refused, or wrongly accepted, exactly as by the plain library.
 */
final class IndexedBackend extends H2Backend {

  IndexedBackend(MVStore store) {
    super(store);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new IndexedDatabase(name, getMvStore(), getCursorRegistry());
  }

  private static final class IndexedDatabase extends H2Database {

    IndexedDatabase(String name, MVStore store, CursorRegistry cursors) {
      super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
        String collection, String name, List<IndexKey> keys, boolean sparse) {
      return new NarrowingUniqueIndex(
          name, keys, sparse, super.openOrCreateUniqueIndex(collection, name, keys, sparse));
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
        String collection, String name, List<IndexKey> keys, boolean sparse) {
      return new PrefixIndex<>(name, keys);
    }

    @Override
    public Document handleCommand(
        Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
      FlatFilter.inCommand(command, query);
      if (command.equalsIgnoreCase("aggregate")) {
        var aggregation = new IndexedAggregation(this, resolver, oplog);
        var reply = aggregation.reply(command, query);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
      return super.handleCommand(channel, command, query, resolver, oplog);
    }
  }
}
