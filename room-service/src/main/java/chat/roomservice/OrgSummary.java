package chat.roomservice;

import chat.model.DisplayNames;

/**
 * What the people of an org tell about it (02 §9.10). Names are the largest of their kind, each on
 * its own; empty when nobody has one.
 *
 * @param department people whose department it is
 * @param section people whose section it is, but not their department
 */
record OrgSummary(Part department, Part section) {
  /** One kind of the people. */
  record Part(String name, String tcName, long people) {
    static final Part NOBODY = new Part("", "", 0);

    private boolean hasName() {
      return !name.isEmpty() || !tcName.isEmpty();
    }
  }

  long people() {
    return department.people() + section.people();
  }

  /** Never empty: the org's id when nobody knows a name. */
  String text(String orgId) {
    Part shown = department.hasName() ? department : section; // 4
    return DisplayNames.combine(shown.name(), shown.tcName(), orgId); // 5
  }
}
