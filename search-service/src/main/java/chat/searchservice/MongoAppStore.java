package chat.searchservice;

import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.skip;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;

import chat.model.App;
import chat.stores.CollectionNames;
import chat.stores.MongoConnection;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Apps in MongoDB: a walk through the whole collection, which is small (11 §5.2). */
final class MongoAppStore implements AppStore {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

  private final MongoCollection<App> apps;

  MongoAppStore(MongoConnection mongo) {
    apps = mongo.collection(CollectionNames.APPS, App.class);
  }

  @Override
  public List<App> find(
      String part, @Nullable Boolean assistantEnabled, PageSizes.Window page, Duration limit) {
    if (page.offset() > Integer.MAX_VALUE) {
      return List.of();
    }
    List<Bson> conditions = new ArrayList<>();
    conditions.add(regex("name", literal(part), "i"));
    if (assistantEnabled != null) {
      conditions.add(eq("assistant.enabled", assistantEnabled));
    }
    return apps.aggregate(
            List.of(
                match(and(conditions)),
                // without an order of its own pages may overlap
                sort(ascending("name", "_id")),
                skip((int) page.offset()),
                limit((int) page.size())))
        .maxTime(limit.toMillis(), TimeUnit.MILLISECONDS)
        .into(new ArrayList<>());
  }

  /** Matches the text itself. */
  static String literal(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
