package chat.mongonode;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.KeyConstraintError;
import java.util.List;

/**
 * A unique index of the library that is also used when a filter asks for more than its keys. The
 * library itself takes it only for filters of exactly those fields, and scans for {@code {_id,
 * lastMsgAt}}. It only narrows: the server's own matcher looks at every document found here.
 */
final class NarrowingUniqueIndex extends Index<Object> {
  private final Index<Object> unique;

  NarrowingUniqueIndex(String name, List<IndexKey> keys, boolean sparse, Index<Object> unique) {
    super(name, keys, sparse);
    this.unique = unique;
  }

  @Override
  public boolean canHandle(Document query) {
    return query.keySet().containsAll(keys()) && unique.canHandle(ofItsKeys(query));
  }

  @Override
  public Iterable<Object> getPositions(Document query) {
    return unique.getPositions(ofItsKeys(query));
  }

  private Document ofItsKeys(Document query) {
    var part = new Document();
    keys().forEach(key -> part.put(key, query.get(key)));
    return part;
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    unique.checkAdd(document, collection);
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    unique.add(document, position, collection);
  }

  @Override
  public Object remove(Document document) {
    return unique.remove(document);
  }

  @Override
  public Object getPosition(Document document) {
    return unique.getPosition(document);
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    unique.checkUpdate(before, after, collection);
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection)
      throws KeyConstraintError {
    unique.updateInPlace(before, after, position, collection);
  }

  @Override
  public long getCount() {
    return unique.getCount();
  }

  @Override
  public long getDataSize() {
    return unique.getDataSize();
  }

  @Override
  public void drop() {
    unique.drop();
  }
}
