/**
 * What a statement is: kinds, field types, records, handling, provenance, validation and canonical JSON.
 *
 * <p>Everything else in Puente carries, decides about, proves or finds what is defined here. This room knows nothing of
 * files, databases or the network; it depends on no other room, and every other room may call it. A kind is a YAML file of
 * {@code puente/record/kinds}; what a value is stands in {@link puente.record.type}, one class for each field type. Raw
 * values come in through {@link puente.record.Kind#normalise}, whole records through {@link puente.record.RecordCodec}, and
 * both refuse with every problem they find. The catalogue of messages ({@link puente.record.Catalogue}) lives here because a
 * problem in a record is the first thing anyone has to explain to a person, in Spanish and in English.
 */
@NullMarked
package puente.record;

import org.jspecify.annotations.NullMarked;
