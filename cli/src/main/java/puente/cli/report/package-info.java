/**
 * The yearly report as PDF: what the public pages show of one year, on paper.
 *
 * <p>{@link puente.cli.report.YearlyReport} is what the command calls. Every figure, finding and fingerprint in it was asked of a node's public
 * API, and nothing is computed a second time; sentences are those of the public pages, from the same catalogue. Nothing here looks at a clock
 * or draws a random number: the same answers give the same bytes. It may use the node's API and what the record room knows of names; nobody but the
 * command calls it.
 */
@NullMarked
package puente.cli.report;

import org.jspecify.annotations.NullMarked;
