package chat.roomworker;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Marks in memory. */
final class InMemoryMembershipMarks implements MembershipMarks {
  private final Map<List<String>, Long> marks = new HashMap<>();
  private final Map<List<String>, Long> joined = new HashMap<>();

  @Override
  public void removed(String roomId, Collection<String> accounts, long sequence) {
    accounts.forEach(account -> marks.merge(List.of(roomId, account), sequence, Math::max));
  }

  @Override
  public void joining(String roomId, Collection<String> accounts, long sequence) {
    accounts.forEach(account -> joined.merge(List.of(roomId, account), sequence, Math::max));
  }

  @Override
  public Set<String> stillOut(String roomId, Collection<String> accounts) {
    return accounts.stream()
        .filter(
            account -> {
              List<String> key = List.of(roomId, account);
              return marks.containsKey(key)
                  && joined.getOrDefault(key, Long.MIN_VALUE) < marks.get(key);
            })
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> removedAfter(String roomId, Collection<String> accounts, long sequence) {
    return find(roomId, accounts, seq -> seq > sequence);
  }

  @Override
  public boolean anyRemovedBefore(String roomId, Collection<String> accounts, long sequence) {
    return !find(roomId, accounts, seq -> seq < sequence).isEmpty();
  }

  @Override
  public String toString() {
    return new TreeMap<>(
            marks.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().toString(), Map.Entry::getValue)))
        .toString();
  }

  private Set<String> find(String roomId, Collection<String> accounts, LongPredicate when) {
    return accounts.stream()
        .filter(
            account -> {
              Long seq = marks.get(List.of(roomId, account));
              return seq != null && when.test(seq);
            })
        .collect(Collectors.toSet());
  }
}
