/**
 * Where a node may call out to: the rules for addresses that come from a file, a document or a person. Depends on nothing of this
 * module; sign-in, partners and the TAXII client ask it.
 */
@NullMarked
package puente.node.outbound;

import org.jspecify.annotations.NullMarked;
