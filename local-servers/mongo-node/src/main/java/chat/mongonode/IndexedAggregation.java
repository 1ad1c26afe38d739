package chat.mongonode;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.backend.aggregation.stage.LookupWithPipelineStage;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code aggregate} so that the first {@code $match} of a pipeline, and of each {@code
 * $lookup} pipeline at its top level, chooses its documents through an index. Every stage still
 * runs in the library's own code.
 */
final class IndexedAggregation {

  private static final Set<String> LEFT_TO_THE_LIBRARY =
      Set.of("$changeStream", "$indexStats", "$geoNear", "$out", "$merge");

  private final MongoDatabase database;
  private final DatabaseResolver resolver;
  private final Oplog oplog;

  IndexedAggregation(MongoDatabase database, DatabaseResolver resolver, Oplog oplog) {
    this.database = database;
    this.resolver = resolver;
    this.oplog = oplog;
  }

  /** The reply to the command, or empty when the library shall answer it. */
  Optional<Document> reply(String command, Document query) {
    if (!(query.get(command) instanceof String name)) {
      return Optional.empty();
    }
    List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
    MongoCollection<?> collection = database.resolveCollection(name, false);
    if (collection == null || pipeline.stream().anyMatch(IndexedAggregation::leftToTheLibrary)) {
      return Optional.empty();
    }
    // refuses what the library refuses
    Aggregation.fromPipeline(pipeline, resolver, database, collection, oplog).validate(query);
    var cursor =
        new Document("firstBatch", run(pipeline, collection))
            .append("id", 0L)
            .append("ns", database.getDatabaseName() + "." + name);
    return Optional.of(new Document("cursor", cursor).append("ok", 1.0));
  }

  private static boolean leftToTheLibrary(Document stage) {
    return stage.keySet().stream().anyMatch(LEFT_TO_THE_LIBRARY::contains);
  }

  private List<Document> run(List<Document> pipeline, MongoCollection<?> collection) {
    List<Document> documents = candidates(pipeline, collection, Map.of());
    List<Document> pending = new ArrayList<>();
    for (Document stage : pipeline) {
      if (stage.get("$lookup") instanceof Document lookup
          && lookup.containsKey(LookupWithPipelineStage.PIPELINE_FIELD)) {
        documents = runStages(pending, documents, collection, Map.of());
        pending.clear();
        documents = join(lookup, documents);
      } else {
        pending.add(stage);
      }
    }
    return runStages(pending, documents, collection, Map.of());
  }

  private List<Document> join(Document lookup, List<Document> documents) {
    List<Document> joined = new ArrayList<>(documents.size());
    for (Document document : documents) {
      Document result = document.clone();
      result.put((String) lookup.get("as"), matching(lookup, document));
      joined.add(result);
    }
    return joined;
  }

  private List<Document> matching(Document lookup, Document document) {
    @Nullable MongoCollection<?> from =
        database.resolveCollection((String) lookup.get("from"), false);
    if (from == null) {
      return List.of();
    }
    var variables = new Document();
    if (lookup.get("let") instanceof Document let) {
      for (String name : let.keySet()) {
        variables.put("$" + name, Expression.evaluateDocument(let.get(name), document));
      }
    }
    List<Document> pipeline = Aggregation.parse(lookup.get(LookupWithPipelineStage.PIPELINE_FIELD));
    return runStages(pipeline, candidates(pipeline, from, variables), from, variables);
  }

  private static List<Document> candidates(
      List<Document> pipeline, MongoCollection<?> collection, Map<String, Object> variables) {
    Map<Object, Document> found = new LinkedHashMap<>(); // an $or may find a document twice
    for (Document query : Narrowing.of(pipeline, variables)) {
      collection
          .handleQueryAsStream(query)
          .forEach(document -> found.putIfAbsent(document.get("_id"), document));
    }
    return List.copyOf(found.values());
  }

  private List<Document> runStages(
      List<Document> stages,
      List<Document> documents,
      MongoCollection<?> collection,
      Map<String, Object> variables) {
    var aggregation =
        Aggregation.fromPipeline(List.copyOf(stages), resolver, database, collection, oplog);
    aggregation.setVariables(variables);
    return aggregation.runStages(documents.stream());
  }
}
