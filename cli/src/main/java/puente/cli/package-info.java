/** Being built. */
@NullMarked
package puente.cli;

import org.jspecify.annotations.NullMarked;
