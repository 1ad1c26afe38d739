package chat.stores;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the site's MongoDB (contract 01b §10.1), shared by all threads. Read
 * preference, concerns and timeouts are those of the URI, else the driver's.
 */
public final class MongoConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MongoConnection.class);
  private static final BsonDocument PING = new BsonDocument("ping", new BsonInt32(1));

  private final MongoClient client;
  private final MongoDatabase database;

  private MongoConnection(MongoClient client, String database) {
    this.client = client;
    this.database = client.getDatabase(database);
  }

  /**
   * Connects and asks for an answer.
   *
   * @throws com.mongodb.MongoException when there is none; nothing stays open
   */
  public static MongoConnection open(MongoConfig config) {
    ConnectionString uri = new ConnectionString(config.uri().value());
    MongoConnection connection =
        new MongoConnection(MongoClients.create(settings(config, uri)), config.database());
    try {
      connection.ping();
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    // the hosts only: the URI may hold a password
    log.atInfo()
        .addKeyValue("hosts", uri.getHosts())
        .addKeyValue("database", config.database())
        .log("connected to MongoDB");
    return connection;
  }

  private static MongoClientSettings settings(MongoConfig config, ConnectionString uri) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .codecRegistry(StoredCodecs.registry());
    if (!config.username().isEmpty() && !config.password().isEmpty()) {
      settings.credential(
          MongoCredential.createCredential(
              config.username(), "admin", config.password().value().toCharArray()));
    }
    return settings.build();
  }

  /**
   * Waits for an answer of the server.
   *
   * @throws com.mongodb.MongoException when there is none
   */
  public void ping() {
    database.runCommand(PING);
  }

  /** The site's database; records of the model are stored and read as contract 01 §1.4 says. */
  public MongoDatabase database() {
    return database;
  }

  /** A collection of one kind of record. */
  public <T extends Record> MongoCollection<T> collection(String name, Class<T> type) {
    return database.getCollection(name, type);
  }

  /** Closes all connections; a failure is only logged. */
  @Override
  public void close() {
    try {
      client.close();
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("error", e.toString()).log("close MongoDB connection");
    }
  }
}
