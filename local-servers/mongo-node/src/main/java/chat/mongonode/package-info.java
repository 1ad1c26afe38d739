/**
 * The MongoDB stand-in of tests and of the local fleet: mongo-java-server with a file store and
 * indexes that its queries really use. A process of its own; no module of ours compiles against it.
 */
@NullMarked
package chat.mongonode;

import org.jspecify.annotations.NullMarked;
