/** What ships with Puente: the importer wired for every format, the mappings of public data, and the synthetic scenario. Depends on the other packages of this room and on {@code record}; called by the node and the command. */
@NullMarked
package puente.gateway.ready;

import org.jspecify.annotations.NullMarked;
