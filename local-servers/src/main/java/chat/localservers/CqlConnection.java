package chat.localservers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection to a Cassandra node of ours that asks for no password: just enough of the native
 * protocol (version 4) to learn whose node it is and to create tables. The driver would cost every
 * test JVM two seconds and 15 MB for that.
 */
public final class CqlConnection implements AutoCloseable {

  private static final int VERSION = 4;
  private static final int OPCODE_ERROR = 0;
  private static final int OPCODE_STARTUP = 1;
  private static final int OPCODE_READY = 2;
  private static final int OPCODE_QUERY = 7;
  private static final int OPCODE_RESULT = 8;
  private static final int RESULT_ROWS = 2;
  private static final int CONSISTENCY_ONE = 1;
  private static final int CONNECT_MILLIS = 500;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  private CqlConnection(Socket socket) throws IOException {
    this.socket = socket;
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
  }

  /**
   * Connects without logging in.
   *
   * @param address host:port
   * @param timeout of each answer
   */
  public static CqlConnection open(String address, Duration timeout) throws IOException {
    int colon = address.lastIndexOf(':');
    var socket = new Socket();
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
      socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      var connection = new CqlConnection(socket);
      connection.startup();
      return connection;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The name of the cluster that answers here. */
  public String clusterName() throws IOException {
    try (var rows = new DataInputStream(query("SELECT cluster_name FROM system.local"))) {
      if (rows.readInt() != RESULT_ROWS) {
        throw new IOException("no rows");
      }
      rows.skipNBytes(8); // flags, number of columns
      for (int text = 0; text < 3; text++) { // keyspace, table, column
        rows.readUTF();
      }
      rows.skipNBytes(2); // type of the column
      if (rows.readInt() != 1) {
        throw new IOException("not one row");
      }
      return new String(rows.readNBytes(rows.readInt()), StandardCharsets.UTF_8);
    }
  }

  /** Runs a statement whose result does not matter. */
  public void execute(String statement) throws IOException {
    query(statement).close();
  }

  private void startup() throws IOException {
    var body = new ByteArrayOutputStream();
    var options = new DataOutputStream(body);
    options.writeShort(1);
    options.writeUTF("CQL_VERSION");
    options.writeUTF("3.0.0");
    send(OPCODE_STARTUP, body.toByteArray());
    receive(OPCODE_READY);
  }

  private ByteArrayInputStream query(String statement) throws IOException {
    byte[] text = statement.getBytes(StandardCharsets.UTF_8);
    var body = new ByteArrayOutputStream();
    var query = new DataOutputStream(body);
    query.writeInt(text.length);
    query.write(text);
    query.writeShort(CONSISTENCY_ONE);
    query.writeByte(0);
    send(OPCODE_QUERY, body.toByteArray());
    return receive(OPCODE_RESULT);
  }

  private void send(int opcode, byte[] body) throws IOException {
    out.write(new byte[] {VERSION, 0, 0, 0, (byte) opcode});
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }

  private ByteArrayInputStream receive(int expected) throws IOException {
    in.skipNBytes(4); // version, flags, stream
    int opcode = in.readUnsignedByte();
    byte[] body = in.readNBytes(in.readInt());
    if (opcode == OPCODE_ERROR) {
      var error = new DataInputStream(new ByteArrayInputStream(body));
      throw new IOException("error %04x: %s".formatted(error.readInt(), error.readUTF()));
    }
    if (opcode != expected) {
      throw new IOException("answer " + opcode + " in place of " + expected);
    }
    return new ByteArrayInputStream(body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
