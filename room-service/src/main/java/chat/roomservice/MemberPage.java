package chat.roomservice;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a member list is wanted.
 *
 * @param limit at least 1; null = to the end
 * @param offset members to pass over, not negative
 * @param enriched with names, ownership and org texts
 */
record MemberPage(@Nullable Long limit, long offset, boolean enriched) {
  /** The plain first members. */
  static MemberPage first(long limit) {
    return new MemberPage(limit, 0, false);
  }
}
