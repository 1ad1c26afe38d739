/**
 * Whether search finds what membership says, on a whole fleet: random stories, compared at rest.
 */
@org.jspecify.annotations.NullMarked
package chat.localfleet.findable;
