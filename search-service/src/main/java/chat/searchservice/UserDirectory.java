package chat.searchservice;

import chat.model.UserHit;
import java.util.List;

/** The organisation's directory of people. */
interface UserDirectory {
  /** What the directory answered. */
  sealed interface Answer {
    /** People, in the directory's order. */
    record People(List<UserHit> people) implements Answer {
      public People {
        people = List.copyOf(people);
      }
    }

    /** No answer, or none that tells people. */
    record Failed(String reason) implements Answer {}
  }

  Answer search(String query, Deadline deadline);
}
