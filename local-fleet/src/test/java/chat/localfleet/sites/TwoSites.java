package chat.localfleet.sites;

import chat.localservers.Checkout;
import chat.localservers.LocalOperator;
import chat.localservers.NatsSite;
import chat.localservers.NatsSites;
import chat.localservers.OperatorKeys;
import chat.localservers.ServerBinaries;
import chat.localservers.TestSite;
import chat.model.User;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Two sites with hubs of their own, joined by gateways, so that the link between them can be cut;
 * their services run in this process.
 */
final class TwoSites implements AutoCloseable {
  final Site north;
  final Site south;
  private final NatsSites nats;

  /**
   * @param more variables of the services
   */
  TwoSites(TestSite one, TestSite two, Path folder, Map<String, String> more) throws Exception {
    var binaries =
        new ServerBinaries(System.getenv(), Checkout.around(Path.of("").toAbsolutePath()));
    OperatorKeys operator = LocalOperator.in(folder.resolve("keys"), Clock.systemUTC().instant());
    nats = new NatsSites(binaries.natsServer(), folder.resolve("nats"), operator);
    NatsSite northern = nats.add("north");
    NatsSite southern = nats.add("south");
    nats.startAll();
    north = new Site(northern, operator, one, "south");
    south = new Site(southern, operator, two, "north");
    north.start(more);
    south.start(more);
  }

  /** Somebody who lives at a site. */
  static User person(String account, String siteId) {
    return new User("u-" + account, account, siteId, "", "", "", "", "", "", "", "", "");
  }

  /** From now on neither core messages nor sources reach the other site. */
  void cut() throws InterruptedException {
    south.natsSite.killHub();
  }

  void heal() throws Exception {
    nats.startHub(south.natsSite);
  }

  @Override
  public void close() throws Exception {
    north.close();
    south.close();
    nats.close();
  }
}
