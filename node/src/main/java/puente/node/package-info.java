/** Being built. */
@NullMarked
package puente.node;

import org.jspecify.annotations.NullMarked;
