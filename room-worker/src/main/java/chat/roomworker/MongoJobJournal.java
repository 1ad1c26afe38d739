package chat.roomworker;

import static com.mongodb.client.model.Filters.eq;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.runtime.Delivery;
import chat.stores.DuplicateKeys;
import chat.stores.MongoConnection;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * The journal in MongoDB:
 *
 * <pre>
 * room_jobs { _id   site and stream sequence, "site-a:17"
 *             job   digest of subject and body: a stream that was made anew counts from 1 again
 *             plan  JSON
 *             at    date; a day later the server removes it }
 * </pre>
 */
final class MongoJobJournal implements JobJournal {
  static final String COLLECTION = "room_jobs";
  private static final long KEPT_HOURS = 24;

  private final MongoCollection<Document> jobs;
  private final Clock clock;
  private final String siteId;

  MongoJobJournal(MongoConnection mongo, Clock clock, String siteId) {
    this.jobs = mongo.database().getCollection(COLLECTION);
    this.clock = clock;
    this.siteId = siteId;
  }

  /** Lets the server remove what nobody forgot. */
  void ensureIndex() {
    jobs.createIndex(
        Indexes.ascending("at"), new IndexOptions().expireAfter(KEPT_HOURS, TimeUnit.HOURS));
  }

  @Override
  public <P extends Record> Optional<P> find(Delivery job, Class<P> plan) {
    Document found = jobs.find(eq("_id", id(job))).first();
    return found == null || !digest(job).equals(found.getString("job"))
        ? Optional.empty()
        : Optional.of(read(found, plan));
  }

  @Override
  @SuppressWarnings("unchecked") // the class of a P is a Class<P>
  public <P extends Record> P keep(Delivery job, P plan) {
    var entry =
        new Document("_id", id(job))
            .append("job", digest(job))
            .append("plan", new String(Json.write(plan), StandardCharsets.UTF_8))
            .append("at", clock.instant());
    try {
      jobs.insertOne(entry);
    } catch (MongoWriteException e) {
      if (!DuplicateKeys.isOnlyFault(e)) {
        throw e;
      }
      Optional<P> standing = find(job, (Class<P>) plan.getClass());
      if (standing.isPresent()) {
        return standing.get();
      }
      jobs.replaceOne(eq("_id", id(job)), entry, new ReplaceOptions().upsert(true));
    }
    return plan;
  }

  @Override
  public void forget(Delivery job) {
    jobs.deleteOne(eq("_id", id(job)));
  }

  private String id(Delivery job) {
    return siteId + ":" + job.sequence();
  }

  private static <P extends Record> P read(Document found, Class<P> plan) {
    try {
      return Json.read(found.getString("plan").getBytes(StandardCharsets.UTF_8), plan);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("journal of job " + found.get("_id"), e);
    }
  }

  private static String digest(Delivery job) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(job.subject().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(job.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
