package chat.authservice;

import chat.model.Ids;
import chat.runtime.Env;
import chat.runtime.EnvReader;
import chat.runtime.HttpListener;
import chat.runtime.ServiceContext;
import chat.runtime.ServiceProcess;
import chat.runtime.StartException;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.sun.net.httpserver.HttpServer;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts auth-service. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String NAME = "auth-service";

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.run(args, Main::describe, Main::start);
  }

  /** Reads the service's variables, so that they can be listed. */
  public static void describe(EnvReader env) {
    Config.read(env);
  }

  /** Starts the service with everything of its own; closing the handle stops it. */
  public static ServiceContext start(Env env) throws Exception {
    Config config = Config.from(env.variables());
    return ServiceContext.start(NAME, env, config.process(), service -> wire(config, service));
  }

  private static void wire(Config config, ServiceContext service) throws Exception {
    var tokens =
        new UserTokens(
            AccountKey.ofSeed(config.signingKey().value()), config.tokenLife(), service.clock());
    var metrics = new LoginMetrics(service.telemetry().meter(NAME));
    Login login = config.devMode() ? devLogin(tokens) : ssoLogin(config, service, tokens, metrics);
    listen(config, service, login, metrics);
  }

  private static Login devLogin(UserTokens tokens) {
    LOG.warn("dev mode enabled — OIDC validation disabled");
    return new DevLogin(tokens);
  }

  private static Login ssoLogin(
      Config config, ServiceContext service, UserTokens tokens, LoginMetrics metrics)
      throws InterruptedException {
    var http = new IssuerHttp(config.tlsSkipVerify() ? UncheckedTls.context() : null);
    service.onStop("issuer", left -> http.close());
    Issuer issuer =
        service.patience().await("OIDC issuer", () -> Issuer.discover(config.issuerUrl(), http));
    LOG.atInfo().addKeyValue("issuer", config.issuerUrl()).log("oidc validator initialized");
    var keys = new IssuerKeys(issuer.keys(), counted(http, metrics), service.clock());
    var check =
        new TokenCheck(
            config.issuerUrl(),
            config.audiences(),
            new Signatures(issuer.algorithms(), keys),
            service.clock());
    return new SsoLogin(check, tokens);
  }

  private static ResourceRetriever counted(ResourceRetriever issuer, LoginMetrics metrics) {
    return address -> {
      boolean answered = false;
      try {
        Resource keys = issuer.retrieveResource(address);
        answered = true;
        return keys;
      } finally {
        metrics.keysFetched(answered);
      }
    };
  }

  private static void listen(
      Config config, ServiceContext service, Login login, LoginMetrics metrics) {
    HttpServer server = bind(config);
    ExecutorService executor = service.threads().executor("http");
    server.setExecutor(executor);
    var rate = new RequestRate(config.loginRate(), TimeMeter.SYSTEM_NANOTIME);
    var routes = new Routes(login, rate, metrics);
    server.createContext("/", new FrontDoor(routes, new Ids(service.clock())));
    server.start();
    service.onStop(
        "http",
        left -> {
          LOG.info("shutting down auth service");
          server.stop(Math.toIntExact(left.toSeconds())); // lets running requests finish
          executor.shutdownNow();
        });
    LOG.atInfo()
        .addKeyValue("addr", config.listenHost() + ":" + server.getAddress().getPort())
        .log("auth service starting");
  }

  private static HttpServer bind(Config config) {
    InetSocketAddress address =
        config.listenHost().isEmpty()
            ? new InetSocketAddress(config.port())
            : new InetSocketAddress(config.listenHost(), config.port());
    try {
      return HttpListener.bind(address);
    } catch (IOException e) {
      throw new StartException("listen auth server: port " + config.port() + " cannot be bound", e);
    }
  }
}
