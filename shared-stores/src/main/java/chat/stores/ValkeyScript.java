package chat.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script that runs atomically on the server. It is called by its hash; a server that does not
 * know it (any server after a restart) is given the text.
 *
 * @param <T> what it answers
 */
public final class ValkeyScript<T> {

  private final String text;
  private final String hash;
  private final ScriptOutputType output;

  private ValkeyScript(String text, ScriptOutputType output) {
    this.text = text;
    this.hash = Base16.digest(text.getBytes(UTF_8));
    this.output = output;
  }

  /**
   * A script that answers a whole number.
   *
   * @param beside a class in the package of its files
   * @param files make up its text, one after the other
   */
  public static ValkeyScript<Long> number(Class<?> beside, String... files) {
    return new ValkeyScript<>(read(beside, files), ScriptOutputType.INTEGER);
  }

  /**
   * A script that answers a list of texts, some of which may be missing.
   *
   * @param beside a class in the package of its files
   * @param files make up its text, one after the other
   */
  public static ValkeyScript<List<@Nullable String>> texts(Class<?> beside, String... files) {
    return new ValkeyScript<>(read(beside, files), ScriptOutputType.MULTI);
  }

  /**
   * Runs it and waits for its answer.
   *
   * @param keys all in one slot
   * @throws io.lettuce.core.RedisCommandExecutionException with the text of an error that the
   *     script returns
   */
  public T run(ValkeyConnection valkey, List<String> keys, String... arguments) {
    String[] slots = keys.toArray(String[]::new);
    try {
      return valkey.await(valkey.commands().<T>evalsha(hash, output, slots, arguments));
    } catch (RedisNoScriptException _) {
      return valkey.await(valkey.commands().<T>eval(text, output, slots, arguments));
    }
  }

  private static String read(Class<?> beside, String... files) {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      text.append(read(beside, file));
    }
    return text.toString();
  }

  private static String read(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
