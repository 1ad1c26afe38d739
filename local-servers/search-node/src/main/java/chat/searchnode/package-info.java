/**
 * A search engine of one node, started from its published jars. Null marks are not to be had here:
 * the module has no libraries but the engine's.
 */
package chat.searchnode;
