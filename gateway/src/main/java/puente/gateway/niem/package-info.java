/**
 * Records as NIEM 6: XML, and JSON-LD that means the same RDF, in messages that carry handling whole (urn:puente:niem:1.0/). Called by
 * the node's exports; depends on record alone.
 */
@NullMarked
package puente.gateway.niem;

import org.jspecify.annotations.NullMarked;
