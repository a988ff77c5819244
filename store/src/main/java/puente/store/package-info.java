/** Being built. */
@NullMarked
package puente.store;

import org.jspecify.annotations.NullMarked;
