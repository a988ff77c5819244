/**
 * Identifiers compared as evidence: CURP and RFC, VINs, plates, firearm serials with their makes and calibres, telephones, document
 * numbers, dates, sex.
 *
 * <p>Each {@link puente.match.identifier.FieldComparison} prepares a value once and then gives pairs one of few ordered levels as a
 * byte, which is what a Fellegi–Sunter model weighs; every level can be put into words. No level is a decision. Field types
 * of {@code record} say what a valid value is; depends on {@code puente.match.text} and, for the root of a CURP,
 * {@code puente.match.name}.
 */
@NullMarked
package puente.match.identifier;

import org.jspecify.annotations.NullMarked;
