package chat.roomkeystore;

class InMemoryRoomKeyStoreTest extends RoomKeyStoreContract {

  @Override
  RoomKeyStore newStore() {
    return new InMemoryRoomKeyStore(GRACE, clock);
  }

  @Override
  void passGracePeriod() {
    clock.pass(GRACE);
  }

  @Override
  void loseCurrentKey() {
    ((InMemoryRoomKeyStore) store).loseCurrent(room);
  }
}
