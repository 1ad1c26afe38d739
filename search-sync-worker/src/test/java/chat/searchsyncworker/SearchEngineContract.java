package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;

import chat.model.MemberAdded;
import chat.searchsyncworker.SearchEngine.BulkAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real engine and its fake have in common. */
abstract class SearchEngineContract {
  private static final JsonMapper JSON = JsonMapper.shared();

  abstract SearchEngine engine();

  /** Of a site that no other test has. */
  abstract IndexNames names();

  private BulkAnswer put(String id, long version, String document) {
    return engine().bulk(List.of(new SearchAction.Put(index(), id, version, document.getBytes())));
  }

  private BulkAnswer delete(String id, long version) {
    return engine().bulk(List.of(new SearchAction.Delete(index(), id, version)));
  }

  private String index() {
    return names().messages() + "-2026-01";
  }

  private static void assertApplied(BulkAnswer answer) {
    assertThat(answer).isEqualTo(new BulkAnswer.Results(List.of(ActionResult.APPLIED)));
  }

  @Test
  void newestVersion_wins_whateverTheOrder() {
    assertApplied(put("m1", 100, "{\"content\":\"a\"}"));
    assertApplied(put("m1", 90, "{\"content\":\"older\"}"));
    assertApplied(put("m1", 100, "{\"content\":\"equal\"}"));
    assertThat(engine().stored(index(), "m1").orElseThrow().path("content").asString())
        .isEqualTo("a");
    assertApplied(put("m1", 110, "{\"content\":\"b\"}"));
    assertApplied(delete("m1", 105));
    assertThat(engine().stored(index(), "m1").orElseThrow().path("content").asString())
        .isEqualTo("b");
    assertApplied(delete("m1", 120));
    assertApplied(put("m1", 115, "{\"content\":\"late\"}"));
    assertThat(engine().stored(index(), "m1")).isEmpty();
  }

  @Test
  void deletionOfWhatIsUnknown_isDone() {
    assertApplied(delete("nobody", 5));
    assertThat(engine().stored(index(), "nobody")).isEmpty();
    assertThat(engine().stored(names().messages() + "-1999-01", "nobody")).isEmpty();
  }

  @Test
  void idBeyondTheLimit_refusesTheWholeRequest() {
    var good = new SearchAction.Put(index(), "good", 1, "{}".getBytes());
    var bad = new SearchAction.Put(index(), "x".repeat(513), 1, "{}".getBytes());

    assertThat(engine().bulk(List.of(good, bad))).isInstanceOf(BulkAnswer.Refused.class);
    assertThat(engine().stored(index(), "good")).isEmpty();
    assertThat(new BulkRequests(engine()).send(List.of(good, bad, good)))
        .hasExactlyElementsOfTypes(
            ActionResult.Applied.class, ActionResult.Refused.class, ActionResult.Applied.class);
    assertThat(engine().stored(index(), "good")).isPresent();
  }

  @Test
  void userRoomVector_ofTheContract() {
    var steps =
        List.of(
            step(true, "r1", 1000, 0, "['r1']", "{}", "{'r1':1000}"),
            step(true, "r2", 1100, 900, "['r1']", "{'r2':900}", "{'r1':1000,'r2':1100}"),
            step(false, "r1", 1000, 0, "['r1']", "{'r2':900}", "{'r1':1000,'r2':1100}"),
            step(true, "r2", 1200, 0, "['r1','r2']", "{}", "{'r1':1000,'r2':1200}"),
            step(false, "r1", 1300, 0, "['r2']", "{}", "{'r1':1300,'r2':1200}"),
            step(true, "r1", 1250, 0, "['r2']", "{}", "{'r1':1300,'r2':1200}"),
            step(true, "r1", 1400, 1350, "['r2']", "{'r1':1350}", "{'r1':1400,'r2':1200}"),
            step(false, "r9", 1500, 0, "['r2']", "{'r1':1350}", "{'r1':1400,'r2':1200,'r9':1500}"),
            step(true, "r9", 1450, 0, "['r2']", "{'r1':1350}", "{'r1':1400,'r2':1200,'r9':1500}"));
    for (Step step : steps) {
      apply("olga", step);
      assertDocument("olga", step);
    }
  }

  @Test
  void removalBeforeTheFirstAdd_leavesAMark() {
    apply("early", step(false, "r1", 2000, 0, "[]", "{}", "{'r1':2000}"));
    assertDocument("early", step(false, "r1", 2000, 0, "[]", "{}", "{'r1':2000}"));
    apply("early", step(true, "r1", 1000, 0, "[]", "{}", "{'r1':2000}"));
    assertDocument("early", step(true, "r1", 1000, 0, "[]", "{}", "{'r1':2000}"));
  }

  @Test
  void severalChangesOfOneDocument_inOneRequest() {
    List<SearchAction> actions = new ArrayList<>();
    actions.addAll(actions("many", step(true, "a", 2000, 0, "", "", "")));
    actions.addAll(actions("many", step(true, "a", 1000, 0, "", "", "")));
    actions.addAll(actions("many", step(false, "a", 3000, 0, "", "", "")));
    actions.addAll(actions("many", step(true, "a", 4000, 0, "", "", "")));
    actions.addAll(actions("many", step(true, "a", 2500, 0, "", "", "")));

    assertThat(new BulkRequests(engine()).send(actions)).allMatch(ActionResult.APPLIED::equals);
    assertDocument("many", step(true, "a", 4000, 0, "['a']", "{}", "{'a':4000}"));
  }

  private record Step(
      boolean add,
      String room,
      long at,
      long since,
      String rooms,
      String restricted,
      String times) {}

  private static Step step(
      boolean add, String room, long at, long since, String rooms, String hidden, String times) {
    return new Step(add, room, at, since, rooms, hidden, times);
  }

  private void apply(String account, Step step) {
    assertApplied(engine().bulk(actions(account, step)));
  }

  private List<SearchAction> actions(String account, Step step) {
    var detail =
        new MemberAdded("", step.room, "", "", List.of(account), "s", "", 1, step.since, step.at);
    var plan =
        new UserRoomWriter(names().userRoom())
            .plan(new MembershipChange(step.add, step.at, detail));
    return ((Plan.Write) plan).actions();
  }

  private void assertDocument(String account, Step step) {
    Optional<JsonNode> document = engine().stored(names().userRoom(), account);
    assertThat(document).isPresent();
    assertThat(document.get().path("userAccount").asString()).isEqualTo(account);
    assertThat(document.get().path("rooms")).isEqualTo(json(step.rooms));
    assertThat(document.get().path("restrictedRooms").toString())
        .isEqualTo(json(step.restricted).toString());
    assertThat(document.get().path("roomTimestamps").toString())
        .isEqualTo(json(step.times).toString());
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
