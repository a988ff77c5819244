/**
 * Programmes and funds: what was requested, appropriated, obligated, disbursed and delivered, as each country books it.
 *
 * <p>Amounts are exact decimals in the currency of the book. What two books say stands side by side with its difference; nothing is averaged,
 * scaled or filled in. US fiscal years and calendar years do not mix: only lines with a date move from one to the other, and that is said.
 * Two terms of one stage ("appropriated and planned", "initial allocations") never add. {@link puente.measure.fund.FundCsv} reads,
 * {@link puente.measure.fund.FundChecks} looks for what is wrong, {@link puente.measure.fund.FundTable} sums,
 * {@link puente.measure.fund.Reconciliation} compares. The command calls it.
 */
@NullMarked
package puente.measure.fund;

import org.jspecify.annotations.NullMarked;
