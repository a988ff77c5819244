/**
 * Arithmetic that several parts of this room share: a minimiser, small linear systems, distributions and their quantiles. Pure functions on
 * primitive arrays, no state, no randomness but from a seed that the caller states.
 */
@NullMarked
package puente.measure.numeric;

import org.jspecify.annotations.NullMarked;
