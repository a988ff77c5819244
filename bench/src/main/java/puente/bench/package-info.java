/** Being built. */
@NullMarked
package puente.bench;

import org.jspecify.annotations.NullMarked;
