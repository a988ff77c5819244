package puente.store;

import java.time.Instant;

/**
 * A row that an import refused.
 *
 * @param id its place in the order of writing; 0 before it is written
 * @param intake the import
 * @param file where the row stands
 * @param row its number there
 * @param line the line on which it begins
 * @param faults what was wrong, as JSON, with masked excerpts only
 * @param at when the import ran
 */
public record QuarantineRow(long id, String intake, String file, long row, long line, String faults, Instant at) {}
