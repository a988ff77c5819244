/**
 * Formats at the edge: what arrives as bytes from outside becomes records, and records become bytes again.
 *
 * <p>The idea that all formats share lives in this package: a {@link puente.gateway.Source} of bytes is read by a
 * {@link puente.gateway.RowReader}, a declared {@link puente.gateway.Mapping} says what each row states, and the
 * {@link puente.gateway.Importer} answers for every row with one {@link puente.gateway.Outcome}: imported, skipped by
 * declaration, or quarantined with row, column, reason and remedy. A format is a package of its own ({@code csv},
 * {@code jsonl}) that knows no other; {@code ready} wires them and brings the mappings and the synthetic scenario that ship
 * with Puente. Programmes and their money, which are no records, have {@code iati}. This room may depend on {@code record}
 * and {@code measure} only: it knows no database, no network and no agreement. The node and the command call it.
 */
@NullMarked
package puente.gateway;

import org.jspecify.annotations.NullMarked;
