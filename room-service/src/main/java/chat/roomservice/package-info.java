/** Requests about rooms and members, checked and passed on as jobs (contract 02, 13 A2). */
@NullMarked
package chat.roomservice;

import org.jspecify.annotations.NullMarked;
