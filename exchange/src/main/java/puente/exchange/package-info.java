/** Being built. */
@NullMarked
package puente.exchange;

import org.jspecify.annotations.NullMarked;
