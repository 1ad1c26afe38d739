package chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"roomId\"}",
        "{'roomId':\"a\"}",
        "{\"roomId\":\"a\",}",
        "{\"roomId\":\"a\"} x",
        "{\"roomId\":\"a\"}{}",
        "{\"roomId\":\"a\nb\"}",
        "{\"roomId\":NaN}",
        "{\"unknown\":01}",
        "{\"unknown\":[}",
        "// comment\n{}",
        "\uFEFF{}",
        "[]",
        "7",
        "\"text\"",
        "true"
      })
  void whatIsNotOneObject_isMalformed(String body) {
    assertMalformed(utf8(body));
  }

  @Test
  void firstValue_isReadWhateverFollows() throws Exception {
    assertThat(Json.readFirst(utf8("{\"version\":7} trailing {"), KeyGetRequest.class).version())
        .isEqualTo(7L);
    assertThatThrownBy(() -> Json.readFirst(utf8("trailing {}"), KeyGetRequest.class))
        .isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> Json.readFirst(utf8(""), KeyGetRequest.class))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void everyPrefixOfABody_isMalformed() {
    byte[] whole = utf8("{\"roomId\":\"早\\u00e9\",\"siteId\":\"x\",\"n\":[1.5e3,{\"a\":null}]}");
    for (int length = 0; length < whole.length; length++) {
      assertMalformed(java.util.Arrays.copyOf(whole, length));
    }
  }

  @Test
  void deepNesting_isMalformedAndNothingWorse() {
    assertMalformed(utf8("{\"unknown\":" + "[".repeat(1_000_000)));
    assertMalformed(utf8("[".repeat(1_000_000)));
    assertMalformed(utf8("{\"users\":".repeat(1_000_000)));
    assertMalformed(utf8("{\"users\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}"));
  }

  @Test
  void unknownFields_mayBeAsDeepAndAsLargeAsTheFleetReads() throws Exception {
    String deep = "[".repeat(9_000) + "]".repeat(9_000);
    String digits = "9".repeat(100_000);
    String body =
        "{\"unknown\":%s,\"number\":%s,\"%s\":\"%s\",\"roomId\":\"a\"}"
            .formatted(deep, digits, "n".repeat(100_000), "x".repeat(100_000));
    assertThat(Json.read(utf8(body), KeyEnsureRequest.class).roomId()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0",
        "1e3",
        "9223372036854775808",
        "-9223372036854775809",
        "1e999999999",
        "\"1\"",
        "true",
        "[1]"
      })
  void whatIsNoWholeNumber_isMalformed(String number) {
    assertMalformed(utf8("{\"limit\":" + number + "}"), ListMembersRequest.class);
  }

  @Test
  void hugeNumber_isMalformed() {
    assertMalformed(utf8("{\"limit\":" + "9".repeat(1_000_000) + "}"), ListMembersRequest.class);
    assertMalformed(utf8("{\"limit\":1e" + "9".repeat(100_000) + "}"), ListMembersRequest.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 5_000_000_000L, Long.MAX_VALUE})
  void wholeNumbers_haveTheRangeOf64Bits(long number) throws Exception {
    assertThat(Json.read(utf8("{\"limit\":" + number + "}"), ListMembersRequest.class).limit())
        .isEqualTo(number);
  }

  @Test
  void message_tellsNothingOfTheBody() {
    assertThatThrownBy(
            () -> Json.read(utf8("{\"users\":[\"secret\",7,\"secret\"]}"), CreateRoomRequest.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("wrong value in field users")
        .hasNoCause();
    assertThatThrownBy(() -> Json.read(utf8("{\"secret\" \"secret\"}"), CreateRoomRequest.class))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("not valid JSON")
        .hasNoCause();
    assertThatThrownBy(
            () -> Json.read(utf8("{\"message\":{\"createdAt\":\"secret\"}}"), MessageEvent.class))
        .hasMessage("wrong value in field message.createdAt");
  }

  @Test
  void brokenUtf8_isReplacedByteForByte() throws Exception {
    assertThat(roomId(new byte[] {'a', (byte) 0xFF, 'b'})).isEqualTo("a\uFFFDb");
    assertThat(roomId(new byte[] {(byte) 0xE6, (byte) 0x97, 'b'})).isEqualTo("\uFFFD\uFFFDb");
    // an encoded surrogate, an overlong slash
    assertThat(roomId(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}))
        .isEqualTo("\uFFFD\uFFFD\uFFFD");
    assertThat(roomId(new byte[] {(byte) 0xC0, (byte) 0xAF})).isEqualTo("\uFFFD\uFFFD");
    assertThat(roomId(utf8("早\uFFFD安"))).isEqualTo("早\uFFFD安");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\ud800|\uFFFD",
        "\\udc00x|\uFFFDx",
        "a\\uD800\\u0041|a\uFFFDA",
        "\\ud800\\ud83d\\ude00|\uFFFD😀",
        "\\ud83d\\ude00|😀",
        "\\\\ud800|\\ud800",
        "\\ud800\\\\udc00|\uFFFD\\udc00",
        "\\u65e9|早"
      })
  void loneSurrogateEscapes_areReplaced(String escaped, String expected) throws Exception {
    assertThat(roomId(utf8(escaped))).isEqualTo(expected);
  }

  private static String roomId(byte[] content) throws MalformedJsonException {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    body.writeBytes(utf8("{\"roomId\":\""));
    body.writeBytes(content);
    body.writeBytes(utf8("\"}"));
    return Json.read(body.toByteArray(), KeyEnsureRequest.class).roomId();
  }

  @Test
  void names_areCaseInsensitiveInEveryLocale() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr"));
    try {
      assertThat(Json.read(utf8("{\"SITEID\":\"x\"}"), ChannelRef.class).siteId()).isEqualTo("x");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void sameNameInOtherCase_isADuplicate() throws Exception {
    assertThat(Json.read(utf8("{\"siteId\":\"x\",\"SiteID\":\"y\"}"), ChannelRef.class).siteId())
        .isEqualTo("y");
  }

  @Test
  void contractExamples_keepTheirMeaning() throws Exception {
    RoomEvent event =
        Json.read(
            utf8(
                """
                {"type":"new_message","roomId":"k7Qm2xV9bTzR4nLpA","timestamp":1767225600456,
                 "roomName":"harbour crew","roomType":"channel","siteId":"site-x","userCount":4,
                 "lastMsgAt":"2026-01-01T00:00:00.123Z","lastMsgId":"u8qvTAli294rlDozhTXp",
                 "encryptedMessage":{"version":3,"ephemeralPublicKey":"BCpN","nonce":"AQIDBAUGBwgJCgsM",
                 "ciphertext":"TNM5hH+QsJqBObRIGSQ1URstdh/GOnPNW+s="}}
                """),
            RoomEvent.class);
    assertThat(event.encryptedMessage().ciphertext().length()).isEqualTo(26);
    assertThat(event.message()).isNull();

    OutboxEvent envelope =
        Json.read(
            utf8(
                """
                {"type":"subscription_read","siteId":"site-x","destSiteId":"site-y",
                 "payload":"eyJhY2NvdW50IjoiZG9yYSIsInJvb21JZCI6Ims3UW0yeFY5YlR6UjRuTHBBIiwibGFzdFNlZW5BdCI6MTc2NzIyNTYwMDEyMywiYWxlcnQiOmZhbHNlLCJ0aW1lc3RhbXAiOjE3NjcyMjU2MDAxMjN9",
                 "timestamp":1767225600123}
                """),
            OutboxEvent.class);
    assertThat(Json.read(envelope.payload().toArray(), SubscriptionRead.class))
        .isEqualTo(
            new SubscriptionRead(
                "dora", "k7Qm2xV9bTzR4nLpA", 1767225600123L, false, 1767225600123L));
  }

  @Test
  void editEvent_carriesZeroValuesThatClientsExpect() {
    MessageEdited edit =
        new MessageEdited(
            "m", "new", null, "kenji", Instant.ofEpochSecond(1), Instant.ofEpochSecond(1));
    assertThat(json(RoomEvent.edited("r", "tokyo", 5, edit)))
        .isEqualTo(
            """
            {"type":"message_edited","roomId":"r","timestamp":5,"roomName":"","roomType":"",\
            "siteId":"tokyo","userCount":0,"lastMsgAt":"0001-01-01T00:00:00Z","lastMsgId":"",\
            "messageEdited":{"messageId":"m","newContent":"new","editedBy":"kenji",\
            "editedAt":"1970-01-01T00:00:01Z","updatedAt":"1970-01-01T00:00:01Z"}}""");
  }

  @Test
  void removedSubscription_isTheStubOfTheFleet() {
    assertThat(json(Subscription.removed(new SubscriptionUser("u-1", "kenji"), "r")))
        .isEqualTo(
            """
            {"id":"","u":{"id":"u-1","account":"kenji"},"roomId":"r","siteId":"","roles":null,\
            "name":"","roomType":"channel","joinedAt":"0001-01-01T00:00:00Z","hasMention":false,\
            "alert":false,"disableNotification":false}""");
  }

  @Test
  void smallReplies_areExact() {
    assertThat(json(StatusReply.ACCEPTED)).isEqualTo("{\"status\":\"accepted\"}");
    assertThat(json(ErrorReply.of("no"))).isEqualTo("{\"error\":\"no\"}");
    assertThat(json(ErrorReply.of("no", ErrorCode.NOT_FOUND)))
        .isEqualTo("{\"error\":\"no\",\"code\":\"not_found\"}");
    assertThat(json(new ListMembersRequest(null, null, false))).isEqualTo("{}");
    assertThat(json(new ListRoomsReply(null))).isEqualTo("{\"rooms\":null}");
  }

  @Test
  void what_peopleWrote_isNotInToString() throws Exception {
    Message message = Json.read(utf8("{\"id\":\"m\",\"content\":\"secret\"}"), Message.class);
    assertThat(message.toString()).contains("m").doesNotContain("secret");
    assertThat(Json.read(utf8("{\"content\":\"secret\"}"), SendRequest.class).toString())
        .doesNotContain("secret");
    assertThat(Json.read(utf8("{\"privateKey\":\"c2VjcmV0\"}"), RoomKeyEvent.class).toString())
        .contains("Bytes[6]");
  }

  @Test
  void anyContent_survivesARoundTrip() {
    qt().forAll(
            strings().allPossible().ofLengthBetween(0, 40),
            longs().all(),
            lists().of(strings().allPossible().ofLengthBetween(0, 8)).ofSizeBetween(0, 4),
            integers().between(0, 1))
        .check(
            (text, number, texts, flag) -> {
              MemberAdded event =
                  new MemberAdded(
                      "member_added",
                      wellFormed(text),
                      wellFormed(text),
                      "",
                      texts.stream().map(JsonTest::wellFormed).toList(),
                      "",
                      "",
                      number,
                      number,
                      flag);
              return event.equals(read(Json.write(event), MemberAdded.class));
            });
  }

  @Test
  void anyBytes_areReadOrMalformed() {
    qt().forAll(lists().of(integers().between(0, 255)).ofSizeBetween(0, 60))
        .checkAssert(
            bytes -> {
              byte[] body = new byte[bytes.size()];
              for (int i = 0; i < body.length; i++) {
                body[i] = bytes.get(i).byteValue();
              }
              try {
                Json.read(body, MessageEvent.class);
              } catch (MalformedJsonException e) {
                assertThat(e.reason()).isNotEmpty();
              }
            });
  }

  @Test
  void list_isReadAsItsRecordsAre() throws Exception {
    assertThat(Json.readList(utf8("[{\"account\":\"a\",\"x\":1},null]"), UserHit.class))
        .containsExactly(new UserHit("a", "", ""), new UserHit("", "", ""));
    assertThat(Json.readList(utf8("null"), UserHit.class)).isEmpty();
    for (String wrong : List.of("", "{}", "[", "[] []", "[5]", "[{\"account\":5}]")) {
      assertThatThrownBy(() -> Json.readList(utf8(wrong), UserHit.class))
          .as(wrong)
          .isInstanceOf(MalformedJsonException.class);
    }
  }

  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static <T extends Record> T read(byte[] body, Class<T> type) {
    try {
      return Json.read(body, type);
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertMalformed(byte[] body) {
    assertMalformed(body, CreateRoomRequest.class);
  }

  private static void assertMalformed(byte[] body, Class<? extends Record> type) {
    assertThatThrownBy(() -> Json.read(body, type)).isInstanceOf(MalformedJsonException.class);
  }

  private static String json(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
