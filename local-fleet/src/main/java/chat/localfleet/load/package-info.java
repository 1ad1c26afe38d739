/** What measuring and breaking a fleet both need: people, their clients, the workers' backlog. */
@NullMarked
package chat.localfleet.load;

import org.jspecify.annotations.NullMarked;
