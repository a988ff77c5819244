/**
 * Series as they are published: values of one quantity for one area by period, with unit and kind of period, and everything that is wrong
 * with them said aloud.
 *
 * <p>Gaps, duplicates, negatives and partial periods become findings and stay gaps; nothing is imputed. Series of different kinds of
 * period do not mix unless {@link puente.measure.series.Conversions} was asked to, which leaves a note on the result.
 */
@NullMarked
package puente.measure.series;

import org.jspecify.annotations.NullMarked;
