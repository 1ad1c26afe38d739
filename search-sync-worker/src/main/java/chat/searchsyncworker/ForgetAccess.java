package chat.searchsyncworker;

import chat.stores.RestrictedRoomCache;
import io.lettuce.core.RedisException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes searches look anew where an account may search, once that has changed: without it a removed
 * member would find new messages of a restricted room for minutes (11 ODDITY-14). A Valkey that is
 * away holds up nothing: the entries expire.
 */
final class ForgetAccess implements Consumer<List<SearchAction>> {
  private static final Logger LOG = LoggerFactory.getLogger(ForgetAccess.class);

  private final RestrictedRoomCache cache;

  ForgetAccess(RestrictedRoomCache cache) {
    this.cache = cache;
  }

  @Override
  public void accept(List<SearchAction> actions) {
    try {
      cache.forget(actions.stream().map(SearchAction::id).distinct().toList());
    } catch (RedisException e) {
      LOG.atWarn()
          .addKeyValue("error", e.toString())
          .log("restricted rooms stay remembered until they expire");
    }
  }
}
