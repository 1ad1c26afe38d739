package chat.mongonode;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Non-unique index on the first of the declared keys, in memory, filled again when the database is
 * opened. It only narrows: the server's own matcher looks at every document found here, so the
 * index may offer too many documents but never makes a wrong one appear.
 */
final class PrefixIndex<P> extends Index<P> {

  /** Stands for null and for an absent field, which a map key cannot be. */
  private static final Object NOTHING = new Object();

  private final String firstKey;
  private final Map<Object, Map<Object, P>> positions = new ConcurrentHashMap<>();

  PrefixIndex(String name, List<IndexKey> keys) {
    super(name, keys, true);
    firstKey = keys.getFirst().getKey();
  }

  /** Whether an equality with this value is looked up here; the rest is left to a scan. */
  static boolean searchable(@Nullable Object value) {
    return value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof ObjectId
        || value instanceof Instant;
  }

  /** Whether the value is nothing but an {@code $in} over searchable values. */
  static boolean searchableIn(@Nullable Object value) {
    return value instanceof Document condition
        && condition.size() == 1
        && condition.get("$in") instanceof Collection<?> wanted
        && wanted.stream().allMatch(PrefixIndex::searchable);
  }

  @Override
  public boolean canHandle(Document query) {
    Object value = query.get(firstKey);
    return searchable(value) || searchableIn(value);
  }

  @Override
  public Iterable<P> getPositions(Document query) {
    Object value = query.get(firstKey);
    Collection<?> wanted =
        value instanceof Document condition && condition.get("$in") instanceof Collection<?> in
            ? in
            : singleton(value);
    Set<P> found = new LinkedHashSet<>();
    for (Object one : wanted) {
      Map<Object, P> slot = positions.get(slotOf(one));
      if (slot != null) {
        synchronized (slot) {
          found.addAll(slot.values());
        }
      }
    }
    return found;
  }

  /** Refuses, before anything is stored, what no MongoDB index takes: two arrays in one key. */
  @Override
  public void checkAdd(Document document, MongoCollection<P> collection) {
    getKeyValues(document);
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<P> collection) {
    getKeyValues(after);
  }

  @Override
  public void add(Document document, P position, MongoCollection<P> collection) {
    for (Object slot : slotsOf(document)) {
      positions.compute(
          slot,
          (_, known) -> {
            var slotPositions = known == null ? new LinkedHashMap<Object, P>() : known;
            synchronized (slotPositions) {
              slotPositions.put(idOf(document), position);
            }
            return slotPositions;
          });
    }
  }

  /** Always null: the position is that of the collection's own primary index. */
  @Override
  @SuppressWarnings("NullAway") // the library's contract, without annotations
  public P remove(Document document) {
    for (Object slot : slotsOf(document)) {
      positions.computeIfPresent(slot, (_, known) -> without(known, idOf(document)));
    }
    return null;
  }

  private static <P> @Nullable Map<Object, P> without(Map<Object, P> slotPositions, Object id) {
    synchronized (slotPositions) {
      slotPositions.remove(id);
      return slotPositions.isEmpty() ? null : slotPositions;
    }
  }

  @Override
  public void updateInPlace(
      Document before, Document after, P position, MongoCollection<P> collection) {
    if (!slotsOf(before).equals(slotsOf(after))) {
      remove(before);
      add(after, position, collection);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // null = not the index that finds one document by its keys
  public P getPosition(Document document) {
    return null;
  }

  @Override
  public long getCount() {
    return positions.values().stream().mapToLong(Map::size).sum();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }

  @Override
  public void drop() {
    positions.clear();
  }

  /** Several when an array lies on the path of the key. */
  private Set<Object> slotsOf(Document document) {
    Set<Object> slots = new LinkedHashSet<>();
    for (var values : getKeyValues(document)) {
      slots.add(slotOf(values.get(0)));
    }
    return slots;
  }

  private static Object idOf(Document document) {
    return slotOf(document.get("_id"));
  }

  /** Numbers are equal across BSON types (5, 5L and 5.0). */
  private static Object slotOf(@Nullable Object value) {
    return switch (value) {
      case null -> NOTHING;
      case Missing _ -> NOTHING;
      // + 0.0 makes one zero of two
      case Number number -> number.doubleValue() + 0.0;
      default -> value;
    };
  }

  private static Collection<?> singleton(@Nullable Object value) {
    var one = new ArrayList<@Nullable Object>(1);
    one.add(value);
    return one;
  }
}
