package chat.localfleet.bench;

/**
 * What pages of 50 messages cost, one after the other through one client. Times in milliseconds.
 *
 * @param messages stored in the room
 * @param emptyWindows between now and the newest of them
 * @param middle pages somewhere in the history
 * @param hinted the same pages, when the client says what it knows of the room
 * @param rawMiddle the same rows with the driver alone
 * @param newest pages that are found behind the empty windows
 * @param rawNewest the same rows with the driver alone, window after window
 * @param refused the way there and back, and one look into MongoDB
 */
record HistoryReport(
    long messages,
    long emptyWindows,
    Latency.Summary middle,
    Latency.Summary hinted,
    Latency.Summary rawMiddle,
    Latency.Summary newest,
    Latency.Summary rawNewest,
    Latency.Summary refused) {

  String text() {
    return """
        %,d messages in one room, pages of 50
        ms                              count        p50      p99    p99.9      max
        page, anywhere                %s
        page, room's times given      %s
        same rows, driver alone       %s
        page behind %3d empty windows %s
        same rows, driver alone       %s
        refused request               %s
        ratio to the driver alone: anywhere p50 %.2f p99 %.2f, given times p50 %.2f p99 %.2f, \
        behind empty windows p50 %.2f p99 %.2f"""
        .formatted(
            messages,
            middle.line(),
            hinted.line(),
            rawMiddle.line(),
            emptyWindows,
            newest.line(),
            rawNewest.line(),
            refused.line(),
            middle.p50() / rawMiddle.p50(),
            middle.p99() / rawMiddle.p99(),
            hinted.p50() / rawMiddle.p50(),
            hinted.p99() / rawMiddle.p99(),
            newest.p50() / rawNewest.p50(),
            newest.p99() / rawNewest.p99());
  }
}
