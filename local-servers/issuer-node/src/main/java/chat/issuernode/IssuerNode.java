package chat.issuernode;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Runs the issuer on a port of 127.0.0.1. Its signing key is made at every start, so a restart is a
 * key rotation. The password of everybody is taken from the variable {@code ISSUER_PASSWORD}.
 */
@EnableAutoConfiguration
@Import(IssuerBeans.class)
public class IssuerNode {

  /** Ends with exit code 1 when the port is taken or the people cannot be read. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: <port> <file with people>");
      System.exit(2);
    }
    var application = new SpringApplication(IssuerNode.class);
    application.setDefaultProperties(
        Map.of(
            "server.port", args[0],
            "spring.security.oauth2.authorizationserver.issuer", "http://127.0.0.1:" + args[0],
            "issuer.people", args[1]));
    application.run();
    System.out.printf("NODE issuer 127.0.0.1:%s READY%n", args[0]);
  }
}
