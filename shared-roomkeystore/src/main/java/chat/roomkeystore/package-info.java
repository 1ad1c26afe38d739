/**
 * The versioned key pairs of rooms at their home site (contract 14.2, 14.3, 13 A2, A4).
 *
 * <pre>
 * room:{&lt;roomId&gt;}:key          hash pub, priv, ver         the current key; never expires
 * room:{&lt;roomId&gt;}:key:prev     hash pub, priv, ver         what the last rotation replaced; grace period
 * room:{&lt;roomId&gt;}:key:v:&lt;ver&gt;  hash pub, priv, ver, until  ours: any replaced version; grace period
 * room:{&lt;roomId&gt;}:key:v        sorted set of versions      ours: which of those exist, by their until
 * room:{&lt;roomId&gt;}:key:next     hash pub, priv, ver, job    ours: a rotation under way; 1 hour
 * </pre>
 *
 * <p>{@code pub} and {@code priv} are base64, {@code ver} decimal text, {@code until} epoch
 * milliseconds. The braces are literal: they are the cluster's hash tag, which puts all keys of a
 * room into one slot, so that scripts may use them together. The first two are shared with the
 * existing fleet, which knows nothing of the others.
 */
@NullMarked
package chat.roomkeystore;

import org.jspecify.annotations.NullMarked;
