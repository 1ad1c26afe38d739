package chat.stores;

import chat.model.User;
import java.util.List;

class InMemoryUserDirectoryTest extends UserDirectoryContract {
  @Override
  UserDirectory directoryOf(List<User> users) {
    return new InMemoryUserDirectory(users.toArray(User[]::new));
  }
}
