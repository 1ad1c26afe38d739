package chat.localservers;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import io.nats.client.support.JwtUtils.UserClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** Makes the login material of a local fleet. Production has its operator elsewhere. */
public final class LocalOperator {

  /** The system account must not carry these. */
  private static final String JETSTREAM_LIMITS =
      "\"mem_storage\":-1,\"disk_storage\":-1,\"streams\":-1,\"consumer\":-1,";

  private final Path folder;
  private final long now;
  private final NKey operator;
  private final NKey system;
  private final NKey chat;

  private LocalOperator(Path folder, Instant now) throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.now = now.getEpochSecond();
    operator = NKey.createOperator(null);
    system = NKey.createAccount(null);
    chat = NKey.createAccount(null);
  }

  /** The keys in the folder; made when it holds none yet, since the streams outlive a fleet. */
  public static OperatorKeys in(Path folder, Instant now)
      throws IOException, GeneralSecurityException {
    // written last, so the others are there when it is
    if (!Files.exists(folder.resolve(OperatorKeys.AUTH))) {
      new LocalOperator(folder, now).write();
    }
    return new OperatorKeys(folder);
  }

  private void write() throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    write(OperatorKeys.SEED, new String(chat.getSeed()));
    write(OperatorKeys.ACCOUNT, pub(chat));
    write(OperatorKeys.BACKEND, credentials("backend"));
    write(OperatorKeys.LEAF, credentials("leaf"));
    write(OperatorKeys.AUTH, serverAuth());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + "\n", StandardOpenOption.WRITE);
  }

  private String serverAuth() throws IOException, GeneralSecurityException {
    return """
    operator: %s
    system_account: %s
    resolver: MEMORY
    resolver_preload {
      %s: %s
      %s: %s
    }\
    """
        .formatted(
            operatorToken(),
            pub(system),
            pub(chat),
            accountToken(chat, "chat", JETSTREAM_LIMITS),
            pub(system),
            accountToken(system, "SYS", ""));
  }

  private String operatorToken() throws IOException, GeneralSecurityException {
    String claims =
        "{\"system_account\":\"%s\",\"type\":\"operator\",\"version\":2}".formatted(pub(system));
    return JwtUtils.issueJWT(
        operator, pub(operator), "local", null, now, pub(operator), () -> claims);
  }

  private String accountToken(NKey account, String name, String jetStreamLimits)
      throws IOException, GeneralSecurityException {
    String claims =
        """
        {"limits":{"subs":-1,"data":-1,"payload":-1,"imports":-1,"exports":-1,"wildcards":true,\
        "conn":-1,%s"leaf":-1},"default_permissions":{"pub":{},"sub":{}},"type":"account",\
        "version":2}\
        """
            .formatted(jetStreamLimits);
    return JwtUtils.issueJWT(operator, pub(account), name, null, now, pub(operator), () -> claims);
  }

  /** A user of the chat account that may do everything, as a credentials file. */
  private String credentials(String name) throws IOException, GeneralSecurityException {
    NKey user = NKey.createUser(null);
    String token =
        JwtUtils.issueJWT(chat, pub(user), name, null, now, pub(chat), new UserClaim(null));
    return String.format(JwtUtils.NATS_USER_JWT_FORMAT, token, new String(user.getSeed()));
  }

  private static String pub(NKey key) throws IOException, GeneralSecurityException {
    return new String(key.getPublicKey());
  }
}
