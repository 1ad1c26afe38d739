package chat.stores;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the search engine answered. */
public record SearchAnswer(int status, byte[] body) {
  public static final int OK = 200;
  public static final int NOT_FOUND = 404;
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The body; a missing node when it is no JSON. Numbers and texts are read from its nodes with
   * defaults, so that a strange answer is seen as an empty one.
   */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return JSON.missingNode();
    }
  }

  /**
   * {@code error.type} of a refusal, empty when there is none. Reasons may quote what was asked.
   */
  public String errorType() {
    return json().path("error").path("type").asString("");
  }
}
