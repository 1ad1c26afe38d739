/** Records on the wire and in the stores, subjects, streams, ids and mention parsing. No I/O. */
@NullMarked
package chat.model;

import org.jspecify.annotations.NullMarked;
