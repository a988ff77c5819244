/**
 * What a statement is: kinds, field types, records, handling, provenance, validation and canonical JSON.
 *
 * <p>Everything else in Puente carries, decides about, proves or finds what is defined here. This room knows nothing of
 * files, databases or the network; it depends on no other room, and every other room may call it. The catalogue of
 * messages ({@link puente.record.Catalogue}) lives here because a problem in a record is the first thing anyone has to
 * explain to a person, in Spanish and in English.
 */
@NullMarked
package puente.record;

import org.jspecify.annotations.NullMarked;
