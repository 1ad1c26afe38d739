package chat.localfleet;

import chat.localservers.CassandraServer;
import chat.localservers.MongoServer;
import chat.localservers.SearchServer;
import chat.localservers.ValkeyServer;

/** One store of a site: a child process of the fleet, or a server that runs elsewhere. */
interface SiteStore extends AutoCloseable {
  /** As services are told of it. */
  String address();

  /** Starts it, or starts it again on its data. */
  void start() throws Exception;

  boolean alive();

  @Override
  void close();

  /** Somebody else's: it is neither started nor watched nor stopped. */
  record External(String address) implements SiteStore {
    @Override
    public void start() {}

    @Override
    public boolean alive() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Ours. */
  record Valkey(ValkeyServer server) implements SiteStore {
    @Override
    public String address() {
      return server.address();
    }

    @Override
    public void start() throws Exception {
      server.start();
    }

    @Override
    public boolean alive() {
      return server.alive();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Ours: a stand-in for MongoDB. */
  record Mongo(MongoServer server) implements SiteStore {
    @Override
    public String address() {
      return server.uri();
    }

    @Override
    public void start() throws Exception {
      server.start();
    }

    @Override
    public boolean alive() {
      return server.alive();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Ours. */
  record Search(SearchServer server) implements SiteStore {
    @Override
    public String address() {
      return server.url();
    }

    @Override
    public void start() throws Exception {
      server.start();
    }

    @Override
    public boolean alive() {
      return server.alive();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Ours. */
  record Cassandra(CassandraServer server) implements SiteStore {
    @Override
    public String address() {
      return server.address();
    }

    @Override
    public void start() throws Exception {
      server.start();
    }

    @Override
    public boolean alive() {
      return server.alive();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
