/**
 * From pairs to subjects: which rows are one person, vehicle, firearm or organisation, without letting one weak link join two.
 *
 * <p>Depends on nothing but {@code puente.record}; called by {@code puente.match.link} and by the node.
 */
@NullMarked
package puente.match.cluster;

import org.jspecify.annotations.NullMarked;
