/** Comma-separated values (RFC 4180): rows in through a mapping, observations out. Scanning is FastCSV's; what a file may contain, and what is said when it does not, is ours. Depends on {@code puente.gateway} and {@code record}; called by {@code ready}, the node and the command. */
@NullMarked
package puente.gateway.csv;

import org.jspecify.annotations.NullMarked;
