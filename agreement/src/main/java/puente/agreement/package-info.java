/** Being built. */
@NullMarked
package puente.agreement;

import org.jspecify.annotations.NullMarked;
