/**
 * The pipeline: from one or two tables to pairs with probability and reasons, subjects, and an account of how good they are.
 *
 * <p>The top of this module's linkage half; called by the command and by the node. Depends on every other package of it.
 */
@NullMarked
package puente.match.link;

import org.jspecify.annotations.NullMarked;
