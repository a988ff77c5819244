/**
 * What agreement is worth: the Fellegi-Sunter model over the levels of {@code puente.match.field}, estimated without labels.
 *
 * <p>Depends on {@code puente.match.field}; called by {@code puente.match.block} for its pilot and by {@code puente.match.link}.
 */
@NullMarked
package puente.match.model;

import org.jspecify.annotations.NullMarked;
