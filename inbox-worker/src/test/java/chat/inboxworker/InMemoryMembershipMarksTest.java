package chat.inboxworker;

class InMemoryMembershipMarksTest extends MembershipMarksContract {
  @Override
  MembershipMarks noMarks() {
    return new InMemoryMembershipMarks();
  }
}
