package puente.measure.fund;

import java.util.Locale;
import java.util.Map;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * How far money has come. The terms of the two countries' books are told apart within a stage: Mexico's are the accounting moments of
 * articles 4 and 38 of the Ley General de Contabilidad Gubernamental, the United States' those of ForeignAssistance.gov.
 */
public enum Stage {
    /** Asked of the legislature: the President's budget request, the proyecto de presupuesto. */
    REQUESTED,
    /** Given by the legislature or set aside from it: appropriated, allocated, aprobado, modificado. */
    APPROPRIATED,
    /** Promised by contract or agreement: obligated, comprometido. */
    OBLIGATED,
    /** Paid: disbursed, ejercido, pagado. */
    DISBURSED,
    /** Goods or services received at their value: delivered, devengado. */
    DELIVERED;

    private static final Map<String, Stage> TERMS = Map.ofEntries(
            Map.entry("requested", REQUESTED),
            Map.entry("solicitado", REQUESTED),
            Map.entry("president's budget requests", REQUESTED),
            Map.entry("appropriated", APPROPRIATED),
            Map.entry("allocated", APPROPRIATED),
            Map.entry("asignado", APPROPRIATED),
            Map.entry("aprobado", APPROPRIATED),
            Map.entry("modificado", APPROPRIATED),
            Map.entry("appropriated and planned", APPROPRIATED),
            Map.entry("initial allocations", APPROPRIATED),
            Map.entry("obligated", OBLIGATED),
            Map.entry("comprometido", OBLIGATED),
            Map.entry("obligations", OBLIGATED),
            Map.entry("disbursed", DISBURSED),
            Map.entry("desembolsado", DISBURSED),
            Map.entry("ejercido", DISBURSED),
            Map.entry("pagado", DISBURSED),
            Map.entry("disbursements", DISBURSED),
            Map.entry("delivered", DELIVERED),
            Map.entry("entregado", DELIVERED),
            Map.entry("devengado", DELIVERED));

    /** The name in JSON and on the command line: {@code appropriated}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether less than nothing has a meaning: promises are taken back and payments refunded; requests and deliveries are not. */
    public boolean mayBeNegative() {
        return this == OBLIGATED || this == DISBURSED;
    }

    /** Whether it tells what has happened, so that a year that has not ended is not whole. */
    public boolean happens() {
        return this == OBLIGATED || this == DISBURSED || this == DELIVERED;
    }

    /** The stage that a book's term means. */
    public static Stage of(String term) {
        Stage stage = TERMS.get(term.toLowerCase(Locale.ROOT));
        if (stage == null) {
            throw new ProblemException(Problem.of("measure.fund.stage", "", "value", term));
        }
        return stage;
    }
}
