package chat.localfleet.sites;

import chat.model.AddMembersRequest;
import chat.model.CreateRoomRequest;
import chat.model.HistoryChoice;
import chat.model.HistoryMode;
import chat.model.RemoveMemberRequest;
import chat.model.Role;
import chat.model.RoomJob;
import chat.model.RoomType;
import chat.model.UpdateRoleRequest;
import chat.model.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Random changes of who is in which room with which role, and what they must lead to. */
final class Changes {
  private static final int PEOPLE = 8;
  private static final int ROOMS = 4;

  private final Random random;
  private final Map<String, Site> homes = new TreeMap<>();
  private final Map<String, Map<String, String>> rolesByRoom = new HashMap<>();
  private final List<String> everybody;
  private int made;

  Changes(long seed, TwoSites sites) throws Exception {
    random = new Random(seed);
    List<User> people = new ArrayList<>();
    for (Site site : List.of(sites.north, sites.south)) {
      IntStream.range(0, PEOPLE)
          .mapToObj(i -> TwoSites.person(site.id + i, site.id))
          .forEach(people::add);
    }
    sites.north.people(people);
    sites.south.people(people);
    everybody = people.stream().map(User::account).toList();
    for (Site site : List.of(sites.north, sites.south)) {
      for (int i = 0; i < ROOMS; i++) {
        create("room-" + site.id + i, site, everybody);
      }
    }
  }

  private void create(String roomId, Site home, List<String> members) throws Exception {
    String owner = owner(home);
    List<String> others = members.stream().filter(member -> !member.equals(owner)).toList();
    home.giveKey(roomId);
    home.accept(
        RoomJob.CREATE,
        new CreateRoomRequest(
            "Crew " + roomId,
            others,
            List.of(),
            List.of(),
            others,
            List.of(),
            roomId,
            "u-" + owner,
            owner,
            now()));
    homes.put(roomId, home);
    Map<String, String> roles = new TreeMap<>();
    others.forEach(member -> roles.put(member, Role.MEMBER));
    roles.put(owner, Role.OWNER);
    rolesByRoom.put(roomId, roles);
  }

  private static String owner(Site home) {
    return home.id + 0;
  }

  private static long now() {
    return Clock.systemUTC().millis();
  }

  /** One change of one room; owners of the first hour stay. */
  void makeOne() throws Exception {
    String roomId = List.copyOf(homes.keySet()).get(random.nextInt(homes.size()));
    Site home = homes.get(roomId);
    Map<String, String> roles = rolesByRoom.get(roomId);
    String person = everybody.get(random.nextInt(everybody.size()));
    if (person.equals(owner(home))) {
      return;
    }
    if (!roles.containsKey(person)) {
      home.accept(RoomJob.MEMBER_ADD, addition(roomId, home, person));
      roles.put(person, Role.MEMBER);
    } else if (random.nextInt(3) == 0) {
      String other = roles.get(person).equals(Role.OWNER) ? Role.MEMBER : Role.OWNER;
      home.accept(RoomJob.ROLE_UPDATE, new UpdateRoleRequest(roomId, person, other, now()));
      roles.put(person, other);
    } else {
      home.accept(
          RoomJob.MEMBER_REMOVE,
          new RemoveMemberRequest(roomId, owner(home), person, "", now(), RoomType.CHANNEL));
      roles.remove(person);
    }
    made++;
  }

  private static AddMembersRequest addition(String roomId, Site home, String person) {
    return new AddMembersRequest(
        roomId,
        List.of(person),
        List.of(),
        List.of(),
        new HistoryChoice(HistoryMode.ALL),
        "u-" + owner(home),
        owner(home),
        now());
  }

  int made() {
    return made;
  }

  /** Room and account → whether they own the room: of rooms of a site and people of another. */
  Map<String, Boolean> expected(Site home, Site livingAt) {
    Map<String, Boolean> expected = new TreeMap<>();
    homes.forEach(
        (roomId, site) -> {
          if (site == home) {
            rolesByRoom
                .get(roomId)
                .forEach(
                    (account, role) -> {
                      if (account.startsWith(livingAt.id)) {
                        expected.put(roomId + " " + account, role.equals(Role.OWNER));
                      }
                    });
          }
        });
    return expected;
  }

  /** Rooms of a site that people of another are in. */
  List<String> roomsWithMembers(Site home, Site livingAt) {
    return expected(home, livingAt).keySet().stream()
        .map(key -> key.substring(0, key.indexOf(' ')))
        .distinct()
        .toList();
  }
}
