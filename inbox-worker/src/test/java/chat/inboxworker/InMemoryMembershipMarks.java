package chat.inboxworker;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Marks for handler tests; {@link MembershipMarksContract} holds it true. */
final class InMemoryMembershipMarks implements MembershipMarks {
  private record Key(String roomId, String account) {}

  private final Map<Key, Mark> marks = new HashMap<>();

  @Override
  public Set<String> advance(String roomId, Collection<String> accounts, Mark mark) {
    Set<String> marked = new LinkedHashSet<>();
    for (String account : accounts) {
      if (!changedAfter(roomId, account, mark.timestamp())) {
        marks.put(new Key(roomId, account), mark);
        marked.add(account);
      }
    }
    return marked;
  }

  @Override
  public Set<String> removedAfter(String roomId, Collection<String> accounts, long timestamp) {
    return accounts.stream()
        .filter(account -> changedAfter(roomId, account, timestamp))
        .filter(account -> !marks.get(new Key(roomId, account)).member())
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return marks.toString();
  }

  @Override
  public boolean changedAfter(String roomId, String account, long timestamp) {
    Mark mark = marks.get(new Key(roomId, account));
    return mark != null && mark.timestamp() > timestamp;
  }
}
