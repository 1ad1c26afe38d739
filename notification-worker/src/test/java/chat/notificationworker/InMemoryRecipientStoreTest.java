package chat.notificationworker;

class InMemoryRecipientStoreTest extends RecipientStoreContract {
  private final InMemoryRecipientStore store = new InMemoryRecipientStore();

  @Override
  RecipientStore store() {
    return store;
  }

  @Override
  void insert(String roomId, Recipient member, Boolean muted) {
    if (!Boolean.TRUE.equals(muted)) {
      store.add(roomId, member);
    }
  }
}
