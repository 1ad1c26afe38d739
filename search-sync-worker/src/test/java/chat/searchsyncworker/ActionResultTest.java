package chat.searchsyncworker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionResultTest {
  private static final SearchAction PUT = new SearchAction.Put("i", "d", 1, new byte[0]);
  private static final SearchAction DELETE = new SearchAction.Delete("i", "d", 1);
  private static final SearchAction SCRIPT = new SearchAction.Script("i", "d", new byte[0]);

  /** 10 §10. */
  @ParameterizedTest
  @CsvSource({
    "200, '', Applied, Applied, Applied",
    "201, '', Applied, Applied, Applied",
    "409, version_conflict_engine_exception, Applied, Applied, Overtaken",
    "404, '', Failed, Applied, Failed",
    "404, document_missing_exception, Failed, Failed, Applied",
    "404, index_not_found_exception, Failed, Failed, Failed",
    "400, mapper_parsing_exception, Refused, Refused, Refused",
    "403, cluster_block_exception, NotNow, NotNow, NotNow",
    "429, es_rejected_execution_exception, NotNow, NotNow, NotNow",
    "500, whatever, NotNow, NotNow, NotNow",
    "503, unavailable_shards_exception, NotNow, NotNow, NotNow",
    "0, '', Failed, Failed, Failed",
  })
  void status_meansForEachKindOfAction(
      int status, String error, String put, String delete, String script) {
    assertThat(name(PUT, status, error)).isEqualTo(put);
    assertThat(name(DELETE, status, error)).isEqualTo(delete);
    assertThat(name(SCRIPT, status, error)).isEqualTo(script);
  }

  private static String name(SearchAction action, int status, String error) {
    return ActionResult.of(action, status, error).getClass().getSimpleName();
  }
}
