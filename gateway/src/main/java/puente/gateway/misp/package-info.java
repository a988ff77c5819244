/**
 * MISP events: the core format (events, objects, attributes, tags), read strictly and kept whole; records as objects of ours in it, and
 * back without loss; handling as tags. Depends on record alone; called by the node's MISP façade.
 */
@NullMarked
package puente.gateway.misp;

import org.jspecify.annotations.NullMarked;
