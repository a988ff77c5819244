/**
 * PostgreSQL: where a node keeps what it holds, and from where it can really remove it.
 *
 * <p>Here live the embedded server ({@link puente.store.EmbeddedPostgres}), the connection pool and the migrations ({@link
 * puente.store.Database}), records with their search, aggregation and purge ({@link puente.store.RecordStore}), the tiles of
 * the journal, evidence files, backup and restore. SQL is written as SQL and is the same for an embedded and an external
 * server. This room may use {@code record} (what is stored) and {@code ledger} (what tiles and checkpoints are); it knows
 * nothing of HTTP and decides nothing about who may see what. {@code exchange} calls it for channel state, {@code node} and
 * {@code cli} for everything else.
 */
@NullMarked
package puente.store;

import org.jspecify.annotations.NullMarked;
