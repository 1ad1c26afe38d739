package chat.localfleet;

import java.util.List;

/** The services that exist, in the order in which a person would read about them. */
final class ServiceCatalog {
  static final String AUTH = "auth-service";

  private static final List<LocalService> ALL =
      List.of(
          new LocalService(
              "room-service", chat.roomservice.Main::describe, chat.roomservice.Main::start),
          new LocalService(
              "room-worker", chat.roomworker.Main::describe, chat.roomworker.Main::start),
          new LocalService(
              "inbox-worker", chat.inboxworker.Main::describe, chat.inboxworker.Main::start),
          new LocalService(
              "message-gatekeeper", chat.gatekeeper.Main::describe, chat.gatekeeper.Main::start),
          new LocalService(
              "message-worker", chat.messageworker.Main::describe, chat.messageworker.Main::start),
          new LocalService(
              "broadcast-worker",
              chat.broadcastworker.Main::describe,
              chat.broadcastworker.Main::start),
          new LocalService(
              "notification-worker",
              chat.notificationworker.Main::describe,
              chat.notificationworker.Main::start),
          new LocalService(
              "history-service",
              chat.historyservice.Main::describe,
              chat.historyservice.Main::start),
          new LocalService(
              "search-sync-worker",
              chat.searchsyncworker.Main::describe,
              chat.searchsyncworker.Main::start),
          new LocalService(
              "search-service", chat.searchservice.Main::describe, chat.searchservice.Main::start),
          new LocalService(AUTH, chat.authservice.Main::describe, chat.authservice.Main::start));

  private ServiceCatalog() {}

  static List<LocalService> all() {
    return ALL;
  }

  static List<String> names() {
    return ALL.stream().map(LocalService::name).toList();
  }

  /**
   * @throws FleetException when there is no such service
   */
  static LocalService named(String name) {
    return ALL.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FleetException(
                    "no service " + name + "; there are: " + String.join(", ", names())));
  }
}
