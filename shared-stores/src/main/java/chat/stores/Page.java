package chat.stores;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Facet;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.conversions.Bson;

/**
 * A part of a longer list (contract 01b §10.2).
 *
 * @param items the entries of the part
 * @param total entries of the whole list
 */
public record Page<T>(List<T> items, long total) {
  private static final String DATA = "data";
  private static final String TOTAL = "total";
  private static final String COUNT = "n";

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Part and length of what a pipeline gives, in one round trip. The answer is one document: 16 MB
   * are its limit.
   */
  public static <T extends Record> Page<T> of(
      MongoCollection<T> collection, List<Bson> pipeline, PageWindow window) {
    List<Bson> stages = new ArrayList<>(pipeline);
    stages.add(
        Aggregates.facet(
            new Facet(
                DATA,
                new BsonDocument("$skip", new org.bson.BsonInt64(window.offset())),
                Aggregates.limit(window.limit())),
            new Facet(TOTAL, Aggregates.count(COUNT))));
    BsonDocument result = collection.aggregate(stages, BsonDocument.class).first();
    if (result == null) {
      // an empty facet is one row on MongoDB; other servers may give none
      return new Page<>(List.of(), 0);
    }
    Codec<T> codec = collection.getCodecRegistry().get(collection.getDocumentClass());
    List<T> items =
        result.getArray(DATA).stream()
            .map(
                item ->
                    codec.decode(
                        item.asDocument().asBsonReader(), DecoderContext.builder().build()))
            .toList();
    BsonArray total = result.getArray(TOTAL);
    return new Page<>(
        items, total.isEmpty() ? 0 : total.get(0).asDocument().getNumber(COUNT).longValue());
  }
}
