/** JMH benchmarks of what every message goes through. */
@NullMarked
package chat.benchmarks;

import org.jspecify.annotations.NullMarked;
