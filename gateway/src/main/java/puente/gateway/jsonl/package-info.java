/** JSON Lines: records in canonical form, or other people's objects through a mapping; records out with their handling whole. Depends on {@code puente.gateway} and {@code record}; called by {@code ready}, the node and the command. */
@NullMarked
package puente.gateway.jsonl;

import org.jspecify.annotations.NullMarked;
