package chat.searchservice;

import chat.model.Json;
import chat.model.MalformedJsonException;
import chat.model.UserHit;
import chat.searchservice.UserDirectory.Answer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the directory's answers mean (11 §6.2). */
final class DirectoryAnswers {
  private static final Pattern JSON_TYPE = Pattern.compile("(application|text)/[^;]*json.*");
  private static final int NO_CONTENT = 204;

  private DirectoryAnswers() {}

  static Answer read(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return read(response.statusCode(), type, response.body());
  }

  /**
   * An answer of another type is read as JSON, too: taken for "nobody", a page of a proxy would
   * hide that the directory is gone.
   */
  static Answer read(int status, String type, byte[] body) {
    if (status < 200 || status > 299) {
      return new Answer.Failed("status " + status);
    }
    boolean isJson = JSON_TYPE.matcher(type.toLowerCase(Locale.ROOT)).matches();
    if (status == NO_CONTENT || (body.length == 0 && !isJson)) {
      return new Answer.People(List.of());
    }
    try {
      return new Answer.People(Json.readList(body, UserHit.class));
    } catch (MalformedJsonException e) {
      return new Answer.Failed("undecodable answer");
    }
  }
}
