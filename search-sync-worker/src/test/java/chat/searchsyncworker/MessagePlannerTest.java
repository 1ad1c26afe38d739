package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.model.MalformedJsonException;
import chat.stores.StoreAwayException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePlannerTest {
  private static final String JANUARY = "messages-fab18-v1-2026-01";

  private final FakeSearchEngine engine = new FakeSearchEngine();
  private final MessagePlanner planner = new MessagePlanner(Samples.NAMES, engine);

  private SearchAction onlyAction(byte[] event) throws Exception {
    return ((Plan.Write) planner.plan(event, 1)).actions().getFirst();
  }

  private static String text(SearchAction action) {
    return new String(((SearchAction.Put) action).document(), StandardCharsets.UTF_8);
  }

  private void store(SearchAction action) {
    engine.bulk(List.of(action));
  }

  @Test
  void created_isTheDocumentOfTheContract() throws Exception {
    SearchAction action =
        onlyAction(Samples.event("created", Samples.reply("Zt4mQ8", "etch_rate drifted"), 140));

    assertThat(action.index()).isEqualTo(JANUARY);
    assertThat(action.id()).isEqualTo("Zt4mQ8");
    assertThat(((SearchAction.Put) action).version()).isEqualTo(140);
    assertThat(text(action))
        .isEqualTo(
            "{\"messageId\":\"Zt4mQ8\",\"roomId\":\"kQ3v8ZpL2mX9aT7Rb\",\"siteId\":\"fab18\","
                + "\"userId\":\"0199a1b2c3d47e5f8a90b1c2d3e4f500\",\"userAccount\":\"mina\","
                + "\"content\":\"etch_rate drifted\",\"createdAt\":\"2026-01-01T00:00:00.123456Z\","
                + "\"threadParentMessageId\":\"Ab3dEf6hIj9kLm2nOp5q\","
                + "\"threadParentMessageCreatedAt\":\"2025-12-31T23:10:00Z\",\"tshow\":true}");
  }

  @Test
  void emptyContent_andWhatIsAbsent_areLeftOut() throws Exception {
    assertThat(text(onlyAction(Samples.event("", Samples.plain("m", ""), 140))))
        .doesNotContain("content", "thread", "tshow", "editedAt", "updatedAt");
  }

  @Test
  void deleted_isADeletion_alsoOfSystemMessages() throws Exception {
    assertThat(onlyAction(Samples.event("deleted", Samples.system("m"), 150)))
        .isEqualTo(new SearchAction.Delete(JANUARY, "m", 150));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "updated", ""})
  void systemMessages_areKeptOut(String kind) throws Exception {
    assertThat(planner.plan(Samples.event(kind, Samples.system("m"), 140), 1))
        .isEqualTo(new Plan.Skip("system message"));
  }

  @Test
  void unknownKinds_changeNothing() throws Exception {
    assertThat(planner.plan(Samples.event("recalled", Samples.plain("m", "x"), 140), 1))
        .isInstanceOf(Plan.Skip.class);
  }

  @Test
  void editThatDoesNotTellTheThread_keepsIt() throws Exception {
    store(onlyAction(Samples.event("created", Samples.reply("m", "before"), 140)));

    String edited = text(onlyAction(Samples.event("updated", Samples.plain("m", "after"), 150)));

    assertThat(edited)
        .contains(
            "after",
            "\"threadParentMessageId\":\"Ab3dEf6hIj9kLm2nOp5q\"",
            "\"threadParentMessageCreatedAt\":\"2025-12-31T23:10:00Z\"",
            "\"tshow\":true");
  }

  @Test
  void editOfAPlainMessage_staysPlain() throws Exception {
    store(onlyAction(Samples.event("created", Samples.plain("m", "before"), 140)));

    assertThat(text(onlyAction(Samples.event("updated", Samples.plain("m", "after"), 150))))
        .contains("after")
        .doesNotContain("thread", "tshow");
  }

  @Test
  void editThatTellsTheThread_asksNothing() throws Exception {
    engine.away = true;
    assertThat(text(onlyAction(Samples.event("updated", Samples.reply("m", "after"), 150))))
        .contains("\"tshow\":true");
  }

  @Test
  void editOfWhatIsNotStoredYet_waitsOnce_thenMakesTheDocument() throws Exception {
    byte[] event = Samples.event("updated", Samples.plain("m", "after"), 150);

    assertThat(planner.plan(event, 1)).isInstanceOf(Plan.Later.class);
    assertThat(planner.plan(event, 2)).isInstanceOf(Plan.Write.class);
  }

  @Test
  void engineThatIsAway_isNoFaultOfTheEdit() {
    engine.away = true;
    assertThatThrownBy(
            () -> planner.plan(Samples.event("updated", Samples.plain("m", "after"), 150), 1))
        .isInstanceOf(StoreAwayException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "{'message':{'id':'','createdAt':'2026-01-01T00:00:00Z'},'timestamp':5}",
        "{'message':{'id':'m'},'timestamp':5}",
        "{'message':{'id':'m','createdAt':'0001-01-01T00:00:00Z'},'timestamp':5}",
        "{'message':{'id':'m','createdAt':'2026-01-01T00:00:00Z'}}",
        "{'message':{'id':'m','createdAt':'2026-01-01T00:00:00Z'},'timestamp':0}",
        "{'message':{'id':'m','createdAt':'2026-01-01T00:00:00Z'},'timestamp':-5}",
        "{'message':{'id':'m','createdAt':'9999-12-31T23:00:00-02:00'},'timestamp':5}",
      })
  void whatCannotBeIndexed_isUnusable(String event) throws Exception {
    assertThat(planner.plan(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 1))
        .isInstanceOf(Plan.Unusable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{\"message\":5}"})
  void whatCannotBeRead_isMalformed(String event) {
    assertThatThrownBy(() -> planner.plan(event.getBytes(StandardCharsets.UTF_8), 1))
        .isInstanceOf(MalformedJsonException.class);
  }
}
