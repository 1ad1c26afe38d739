package chat.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.nats.client.Connection;
import io.nats.client.api.StreamInfo;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/**
 * Everything that a site stores, in short: a digest for each document and each lasting Valkey key,
 * and how far each stream has come. Two of them are equal when nothing was changed in between.
 */
public final class SiteDigest {
  private SiteDigest() {}

  /**
   * Takes the digest.
   *
   * @param streams those that are looked at
   * @param collections those that are not: bookkeeping of the service
   */
  public static Map<String, String> of(
      MongoConnection mongo,
      ValkeyConnection valkey,
      Connection nats,
      List<String> streams,
      Set<String> collections)
      throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (String name : mongo.database().listCollectionNames()) {
      if (!collections.contains(name)) {
        mongo
            .database()
            .getCollection(name)
            .find()
            .forEach(
                (Document one) ->
                    all.put(name + " " + one.get("_id"), hash(one.toJson().getBytes(UTF_8))));
      }
    }
    RedisClusterAsyncCommands<String, String> commands = valkey.commands();
    for (String key : valkey.await(commands.keys("*"))) {
      if (valkey.await(commands.ttl(key)) == -1) { // the others end by themselves
        all.put("valkey " + key, hash(valkey.await(commands.dump(key)))); // of whatever type
      }
    }
    for (String stream : streams) {
      StreamInfo info = nats.jetStreamManagement().getStreamInfo(stream);
      all.put("stream " + stream, Long.toString(info.getStreamState().getLastSequence()));
    }
    return all;
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
