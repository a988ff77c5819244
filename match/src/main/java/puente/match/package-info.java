/**
 * Who is who: names, identifiers, comparators, linkage, clustering and the reasons for each answer.
 *
 * <p>This room compares what two registers say of persons, organisations, vehicles and firearms, and gives each pair a
 * probability with the evidence for and against. It decides nothing: a person does. It knows nothing of nodes or agreements,
 * so that it serves as well as a library and behind {@code puente link} and {@code puente names}. It depends on
 * {@code record} (field types and problems) alone; the node and the command call it.
 */
@NullMarked
package puente.match;

import org.jspecify.annotations.NullMarked;
