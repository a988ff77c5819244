/**
 * Is it working, and where did the money go: series of indicators, forecasts, detection of change, and evaluation.
 *
 * <p>This room counts areas and periods, never persons. "No effect" and "cannot tell" are among its answers. It knows
 * nothing of the web, of nodes or of databases, so that a journalist reproduces every figure with the command alone. It
 * depends on {@code record} (field types and problems); the node and the command call it.
 *
 * <p>{@link puente.measure.series} reads what is published and says what is wrong with it; {@link puente.measure.forecast} says what is to be
 * expected; {@link puente.measure.detect} when it broke; {@link puente.measure.evaluate} whether something made a difference;
 * {@link puente.measure.relation} which of two moves first; {@link puente.measure.exposure} what was done of what could have been; {@link puente.measure.response} how long answers take; {@link puente.measure.fund} where the money went; {@link puente.measure.numeric} is the arithmetic below them. Methods and papers: docs/methods.md.
 */
@NullMarked
package puente.measure;

import org.jspecify.annotations.NullMarked;
