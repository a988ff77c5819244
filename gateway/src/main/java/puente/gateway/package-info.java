/** Being built. */
@NullMarked
package puente.gateway;

import org.jspecify.annotations.NullMarked;
