/** Contracts as releases of the Open Contracting Data Standard 1.1 (standard.open-contracting.org), for whoever reads public money. */
@NullMarked
package puente.gateway.ocds;

import org.jspecify.annotations.NullMarked;
