/**
 * Two records, one question: are they about one person, vehicle, firearm or organisation? For whoever meets records one at a time and has
 * nothing to estimate a model from.
 *
 * <p>{@link puente.match.pair.Statement} prepares a record's fields once and names the keys under which it may be found;
 * {@link puente.match.pair.PairScorer} gives two statements a weight in bits with its steps; {@link puente.match.pair.Calibration} learns
 * from what people decided. It decides nothing. Depends on the names and identifiers of this room and on {@code record};
 * called by the node.
 */
@NullMarked
package puente.match.pair;

import org.jspecify.annotations.NullMarked;
