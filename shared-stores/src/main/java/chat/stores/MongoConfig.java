package chat.stores;

import chat.runtime.EnvReader;
import chat.runtime.Secret;
import com.mongodb.ConnectionString;

/**
 * How a service reaches its site's MongoDB (contract 01b §10.1, §19).
 *
 * @param uri connection string; secret, since it may hold a password
 * @param database name of the database
 * @param username used only together with {@code password}; empty = whatever the URI says
 * @param password empty = whatever the URI says
 */
public record MongoConfig(Secret uri, String database, String username, Secret password) {
  private static final String URI = "MONGO_URI";
  private static final String URI_MEANING = "MongoDB connection string";

  /** For a service where {@code MONGO_URI} must be given. */
  public static MongoConfig required(EnvReader env) {
    return rest(env, env.requiredText(URI, URI_MEANING));
  }

  /** For a service that expects MongoDB on its own machine when nothing is said. */
  public static MongoConfig localByDefault(EnvReader env) {
    return rest(env, env.text(URI, "mongodb://localhost:27017", URI_MEANING));
  }

  private static MongoConfig rest(EnvReader env, String uri) {
    env.check(uri.isBlank() || isConnectionString(uri), URI + " is no connection string");
    return new MongoConfig(
        new Secret(uri),
        env.text("MONGO_DB", "chat", "MongoDB database"),
        env.text("MONGO_USERNAME", "", "MongoDB user; counts only together with MONGO_PASSWORD"),
        env.secret("MONGO_PASSWORD", "password of MONGO_USERNAME"));
  }

  private static boolean isConnectionString(String uri) {
    try {
      return !new ConnectionString(uri).getHosts().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
