/**
 * Texts made comparable, and compared: folding to a small alphabet of bytes, bit-parallel string comparators, keys of sound.
 *
 * <p>Everything here knows letters, not names: what a token means is told by {@code puente.match.name}. The comparators take
 * byte arrays and give primitives, allocate nothing and are made one a thread; {@link puente.match.text.Folding} and the
 * keys are safe for any number of threads.
 */
@NullMarked
package puente.match.text;

import org.jspecify.annotations.NullMarked;
