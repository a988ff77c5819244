/**
 * Which pairs are compared at all: rules that bring rows together, chosen from the data under a stated budget of comparisons. {@link
 * puente.match.block.Candidates} applies them to all rows at once, {@link puente.match.block.Meetings} to rows that come later.
 *
 * <p>Depends on {@code puente.match.field} for keys; called by {@code puente.match.link}.
 */
@NullMarked
package puente.match.block;

import org.jspecify.annotations.NullMarked;
