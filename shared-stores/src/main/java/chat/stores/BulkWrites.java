package chat.stores;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * Many writes at once (contract 01b §10.3): unordered, and without a call when there is nothing to
 * write. A failure is a {@link MongoBulkWriteException}, which tells what was written, too.
 */
public final class BulkWrites {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private BulkWrites() {}

  /**
   * Stores what is not there yet; what is there stays as it is, with its {@code _id}.
   *
   * @param key filter on the fields of a unique index
   * @return the items that were stored
   */
  public static <T extends Record> List<T> insertAbsent(
      MongoCollection<T> collection, List<T> items, Function<T, Bson> key) {
    if (items.isEmpty()) {
      return List.of();
    }
    List<T> stored = new ArrayList<>();
    List<T> raced = new ArrayList<>();
    try {
      BulkWriteResult result = collection.bulkWrite(insertsIfAbsent(items, key), UNORDERED);
      addUpserted(result, items, stored);
    } catch (MongoBulkWriteException e) {
      if (!DuplicateKeys.isOnlyFault(e)) {
        throw e;
      }
      // somebody stored the same at the same time: once more, it is found now
      addUpserted(e.getWriteResult(), items, stored);
      e.getWriteErrors().stream().map(BulkWriteError::getIndex).map(items::get).forEach(raced::add);
    }
    if (!raced.isEmpty()) {
      addUpserted(collection.bulkWrite(insertsIfAbsent(raced, key), UNORDERED), raced, stored);
    }
    return List.copyOf(stored);
  }

  private static <T extends Record> List<WriteModel<T>> insertsIfAbsent(
      List<T> items, Function<T, Bson> key) {
    return items.stream()
        .<WriteModel<T>>map(
            item ->
                new UpdateOneModel<>(
                    key.apply(item),
                    new BsonDocument("$setOnInsert", StoredCodecs.document(item)),
                    UPSERT))
        .toList();
  }

  private static <T> void addUpserted(BulkWriteResult result, List<T> items, List<T> stored) {
    result.getUpserts().stream()
        .map(BulkWriteUpsert::getIndex)
        .map(items::get)
        .forEach(stored::add);
  }

  /**
   * Inserts; an item that a unique index refuses is there already and is passed over.
   *
   * @return how many were stored
   */
  public static <T extends Record> int insertNew(MongoCollection<T> collection, List<T> items) {
    if (items.isEmpty()) {
      return 0;
    }
    try {
      collection.insertMany(items, new InsertManyOptions().ordered(false));
      return items.size();
    } catch (MongoBulkWriteException e) {
      if (!DuplicateKeys.isOnlyFault(e)) {
        throw e;
      }
      return items.size() - e.getWriteErrors().size();
    }
  }

  /**
   * Merges whole records into the documents of their {@code _id}, which are made when absent:
   * fields that the record leaves out are neither set nor removed.
   */
  public static <T extends Record> BulkWriteResult upsertById(
      MongoCollection<T> collection, List<T> items) {
    if (items.isEmpty()) {
      return BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of());
    }
    Stream<WriteModel<T>> upserts = items.stream().map(BulkWrites::upsertById);
    return collection.bulkWrite(upserts.toList(), UNORDERED);
  }

  private static <T extends Record> UpdateOneModel<T> upsertById(T item) {
    BsonDocument document = StoredCodecs.document(item);
    Bson filter = Filters.eq(document.remove("_id"));
    return new UpdateOneModel<>(filter, new BsonDocument("$set", document), UPSERT);
  }
}
