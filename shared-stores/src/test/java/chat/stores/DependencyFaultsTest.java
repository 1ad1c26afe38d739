package chat.stores;

import static org.assertj.core.api.Assertions.assertThat;

import chat.runtime.ServerAwayException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import java.io.EOFException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

class DependencyFaultsTest {
  private static final ServerAddress SERVER = new ServerAddress("h");
  private static final Node NODE = Mockito.mock(Node.class);

  static Stream<Throwable> away() {
    return Stream.of(
        new MongoTimeoutException("selection"),
        new MongoSocketReadException("read", SERVER, new EOFException()),
        command(10107),
        command(91),
        command(18),
        bulk(189),
        new IllegalStateException("find user", new MongoTimeoutException("selection")),
        new NoNodeAvailableException(),
        new DriverTimeoutException("10 s"),
        new ClosedConnectionException("closed"),
        new UnavailableException(NODE, ConsistencyLevel.LOCAL_QUORUM, 2, 1),
        new WriteTimeoutException(NODE, ConsistencyLevel.LOCAL_QUORUM, 1, 2, WriteType.SIMPLE),
        new RedisConnectionException("refused"),
        new RedisCommandExecutionException("CLUSTERDOWN The cluster is down"),
        new CompletionException(new TimeoutException()),
        new CompletionException(new EOFException()),
        new ServerAwayException("no stream"));
  }

  @ParameterizedTest
  @MethodSource("away")
  void storeOrServer_isAway(Throwable fault) {
    assertThat(DependencyFaults.ALL.away(fault)).isTrue();
  }

  static Stream<Throwable> otherFaults() {
    return Stream.of(
        new IllegalArgumentException("message"),
        new NullPointerException(),
        new BsonInvalidOperationException("type"),
        new MongoWriteException(
            new WriteError(11000, "duplicate", new BsonDocument()), SERVER, Set.of()),
        command(2),
        bulk(11000),
        new InvalidQueryException(NODE, "syntax"),
        new RedisCommandExecutionException("WRONGTYPE"),
        // whatever lies below, the server has answered
        new InvalidQueryException(NODE, "syntax") {
          @Override
          public synchronized Throwable getCause() {
            return new EOFException();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("otherFaults")
  void messageOrProgram_isAtFault(Throwable fault) {
    assertThat(DependencyFaults.ALL.away(fault)).isFalse();
  }

  private static MongoCommandException command(int code) {
    return new MongoCommandException(
        BsonDocument.parse("{ok: 0, code: %d, errmsg: 'x'}".formatted(code)), SERVER);
  }

  private static MongoBulkWriteException bulk(int code) {
    return new MongoBulkWriteException(
        BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
        List.of(new BulkWriteError(code, "x", new BsonDocument(), 0)),
        null,
        SERVER,
        Set.of());
  }
}
