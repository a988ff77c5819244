/** Being built. */
@NullMarked
package puente.ledger;

import org.jspecify.annotations.NullMarked;
