package chat.localfleet.demo;

import chat.client.RoomRef;
import chat.localfleet.FleetStatus;
import chat.model.Message;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** Plays the demo on a running fleet. */
public final class Demo {
  private final FleetStatus status;
  private final Sabotage sabotage;
  private final Clock clock;
  private final Stage stage;

  /** How it went. */
  public record Result(long passed, long failed, List<Stage.Check> checks, String failure) {}

  /**
   * @param silent says nothing; the result alone tells
   */
  public Demo(FleetStatus status, Sabotage sabotage, Clock clock, PrintStream out, boolean silent) {
    this.status = status;
    this.sabotage = sabotage;
    this.clock = clock;
    this.stage = new Stage(out, silent);
  }

  /** Plays until the end or the first check that does not hold. */
  public Result play() throws Exception {
    String failure = "";
    try {
      playActs();
    } catch (DemoFailedException e) {
      failure = String.valueOf(e.getMessage());
    } catch (IllegalStateException e) { // a request that had to succeed did not
      failure = stage.failed(String.valueOf(e.getMessage()));
    }
    List<Stage.Check> checks = stage.checks();
    long passed = checks.stream().filter(Stage.Check::passed).count();
    return new Result(passed, checks.size() - passed, checks, failure);
  }

  private void playActs() throws Exception {
    if (sabotage != Sabotage.NONE) {
      stage.say("Sabotage: " + sabotage.what() + " A check must notice.");
    }
    stage.act("Two sites, five people");
    stage.say(
        "%s and %s each have their own NATS, MongoDB, Cassandra and Valkey."
            .formatted(status.sites().get(0).id(), status.sites().get(1).id()));
    for (FleetStatus.Site site : status.sites()) {
      boolean ready = site.services().stream().allMatch(FleetStatus.Service::ready);
      stage.check("every service of %s is ready".formatted(site.id()), ready);
    }
    try (var cast = new Cast(status, clock);
        var home = new Stores(cast.home);
        var remote = new Stores(cast.remote)) {
      stage.say(
          "Alice, Bruno and Carla work at %s, Erin and Greta at %s. Mallory has a login, but is in none of their rooms."
              .formatted(cast.home.id(), cast.remote.id()));
      stage.say(
          "Each logs in as a browser does: the organisation's login (code and PKCE), then auth-service makes a NATS token. Bruno comes over WebSocket.");
      stage.check("everybody is connected with a token of their own", cast.isConnected());
      new LoginAct(stage, cast).play();
      RoomRef room = new ChannelAct(stage, cast, home, remote).play();
      if (sabotage == Sabotage.KEY) {
        home.forgetKey(room.roomId());
      }
      Message said = new MessageAct(stage, cast, room).play();
      if (sabotage == Sabotage.INBOX) {
        SharedInbox.ask(cast);
      }
      new IntruderAct(stage, cast, room, said).play();
      Message second = new LateComerAct(stage, cast, room).play();
      if (sabotage == Sabotage.STORE) {
        home.forgetMessages(room.roomId(), said.createdAt());
      }
      new HistoryAct(stage, cast, room, said, second).play();
      new ThreadAct(stage, cast, room, said).play();
      new MembershipAct(stage, cast, room).play();
      new SearchAct(stage, cast, room, said, home).play();
      new DirectAct(stage, cast, home, remote).play();
      new IntruderAct(stage, cast, room, said).listenedToTheEnd();
    }
  }
}
