package chat.localfleet.bench;

/**
 * How much is asked of a fleet.
 *
 * @param rate messages a second, over all sites
 * @param warmup seconds that are not measured
 * @param seconds measured ones
 * @param rooms channels, spread over the sites
 * @param members of a channel, spread over the sites
 * @param clients connections, spread over the sites
 * @param bytes of a message's text
 * @param mentions part of the messages that mention a member, 0 to 1
 */
record LoadPlan(
    double rate,
    int warmup,
    int seconds,
    int rooms,
    int members,
    int clients,
    int bytes,
    double mentions) {

  int total() {
    return (int) Math.round(rate * (warmup + seconds));
  }

  /** Messages of the warm-up: the first ones. */
  int unmeasured() {
    return (int) Math.round(rate * warmup);
  }

  LoadPlan at(double otherRate) {
    return new LoadPlan(otherRate, warmup, seconds, rooms, members, clients, bytes, mentions);
  }
}
