package puente.measure.fund;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.FundLine.Dimension;
import puente.record.Problem;

/**
 * What two books say of the same money, side by side. A figure of one and a figure of the other are never averaged, and neither is taken for
 * the truth. Books in different currencies or by different kinds of year are not compared: the refusal says which conversion would help.
 *
 * @param one the name of the first book
 * @param other the name of the second
 * @param rows by stage, term and the dimension asked for
 * @param findings where one book seems to be the other a year off
 */
public record Reconciliation(String one, String other, String currency, List<Row> rows, List<Problem> findings) {
    /** Years that must agree when moved by one for two books to look shifted. */
    public static final int SHIFT_YEARS_MIN = 3;

    public Reconciliation {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    /** What two figures are to each other. */
    public enum Verdict {
        EQUAL,
        DIFFERS,
        ONLY_ONE,
        ONLY_OTHER
    }

    /**
     * One comparison.
     *
     * @param label of the dimension; empty for the sum of the column over the rows that both books have
     * @param term the first book's word for the stage
     * @param otherTerm the second book's word
     */
    public record Row(
            String label,
            Stage stage,
            String term,
            String otherTerm,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal otherAmount) {
        public Verdict verdict() {
            if (amount == null) {
                return Verdict.ONLY_OTHER;
            }
            if (otherAmount == null) {
                return Verdict.ONLY_ONE;
            }
            return amount.compareTo(otherAmount) == 0 ? Verdict.EQUAL : Verdict.DIFFERS;
        }

        /** The second less the first; null where only one book has a figure. */
        public @Nullable BigDecimal difference() {
            return amount == null || otherAmount == null ? null : otherAmount.subtract(amount);
        }
    }

    /** Compares two books, or says why they cannot be compared. */
    public sealed interface Outcome {}

    /** They were compared. */
    public record Compared(Reconciliation reconciliation) implements Outcome {}

    /** They cannot be: the reason, and in its remedy what would help. */
    public record Refused(Problem reason) implements Outcome {}

    /** Compares every book with every later one. */
    public static List<Outcome> of(Funds funds, Dimension dimension) {
        List<FundTable> tables = FundTable.of(funds.lines(), dimension);
        List<String> books = funds.books();
        List<Outcome> outcomes = new ArrayList<>();
        for (int first = 0; first < books.size(); first++) {
            for (int second = first + 1; second < books.size(); second++) {
                outcomes.addAll(pair(tables, books.get(first), books.get(second), dimension));
            }
        }
        return outcomes;
    }

    private static List<Outcome> pair(List<FundTable> tables, String one, String other, Dimension dimension) {
        List<Outcome> outcomes = new ArrayList<>();
        for (FundTable left : tables) {
            for (FundTable right : tables) {
                if (left.book().equals(one) && right.book().equals(other)) {
                    outcomes.add(pair(left, right, dimension));
                }
            }
        }
        return outcomes;
    }

    private static Outcome pair(FundTable left, FundTable right, Dimension dimension) {
        if (!left.currency().equals(right.currency())) {
            return new Refused(Problem.of(
                    "measure.fund.currencies",
                    "",
                    "one",
                    left.book(),
                    "currency",
                    left.currency(),
                    "other",
                    right.book(),
                    "otherCurrency",
                    right.currency()));
        }
        if (left.years() != right.years()) {
            return new Refused(Problem.of(
                    "measure.fund.years",
                    "",
                    "one",
                    left.book(),
                    "type",
                    left.years().code(),
                    "other",
                    right.book(),
                    "otherType",
                    right.years().code()));
        }
        List<Row> rows = new ArrayList<>();
        List<Problem> findings = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            for (int at = 0; at < left.columns().size(); at++) {
                for (int against = 0; against < right.columns().size(); against++) {
                    if (left.columns().get(at).stage() == stage
                            && right.columns().get(against).stage() == stage) {
                        List<Row> own = rows(left, at, right, against);
                        rows.addAll(own);
                        if (dimension == Dimension.YEAR) {
                            shifted(left, right, own, findings);
                        }
                    }
                }
            }
            alone(left, right, stage, rows, true);
            alone(right, left, stage, rows, false);
        }
        return new Compared(new Reconciliation(left.book(), right.book(), left.currency(), rows, findings));
    }

    private static List<Row> rows(FundTable left, int at, FundTable right, int against) {
        Set<String> labels = new TreeSet<>();
        left.rows().forEach(row -> labels.add(row.label()));
        right.rows().forEach(row -> labels.add(row.label()));
        FundTable.Column one = left.columns().get(at);
        FundTable.Column other = right.columns().get(against);
        List<Row> rows = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal otherSum = BigDecimal.ZERO;
        int both = 0;
        for (String label : labels) {
            BigDecimal amount = amount(left, label, at);
            BigDecimal otherAmount = amount(right, label, against);
            if (amount != null || otherAmount != null) {
                rows.add(new Row(label, one.stage(), one.term(), other.term(), amount, otherAmount));
            }
            if (amount != null && otherAmount != null) {
                sum = sum.add(amount);
                otherSum = otherSum.add(otherAmount);
                both++;
            }
        }
        if (both > 0) {
            rows.add(new Row("", one.stage(), one.term(), other.term(), sum, otherSum));
        }
        return rows;
    }

    /** Columns of a stage that the other book does not have at all. */
    private static void alone(FundTable table, FundTable other, Stage stage, List<Row> rows, boolean first) {
        if (other.columns().stream().anyMatch(column -> column.stage() == stage)) {
            return;
        }
        for (int at = 0; at < table.columns().size(); at++) {
            FundTable.Column column = table.columns().get(at);
            if (column.stage() == stage) {
                for (FundTable.Row row : table.rows()) {
                    BigDecimal amount = row.amount(at);
                    if (amount != null) {
                        rows.add(
                                first
                                        ? new Row(row.label(), stage, column.term(), "", amount, null)
                                        : new Row(row.label(), stage, "", column.term(), null, amount));
                    }
                }
            }
        }
    }

    private static @Nullable BigDecimal amount(FundTable table, String label, int column) {
        return table.rows().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .map(row -> row.amount(column))
                .orElse(null);
    }

    /** One book's figures that are the other's of the year before or after, in most years and more than stand where they are. */
    private static void shifted(FundTable left, FundTable right, List<Row> rows, List<Problem> findings) {
        List<Row> byRow = rows.stream().filter(row -> !row.label().isEmpty()).toList();
        long straight =
                byRow.stream().filter(row -> row.verdict() == Verdict.EQUAL).count();
        for (int step : new int[] {1, -1}) {
            int agreed = 0;
            for (int at = 0; at < byRow.size(); at++) {
                BigDecimal amount = byRow.get(at).amount();
                int there = at + step;
                BigDecimal moved = there < 0 || there >= byRow.size()
                        ? null
                        : byRow.get(there).otherAmount();
                agreed +=
                        amount != null && moved != null && amount.signum() != 0 && amount.compareTo(moved) == 0 ? 1 : 0;
            }
            if (agreed >= SHIFT_YEARS_MIN && agreed > 2 * straight) {
                findings.add(Problem.of(
                        step > 0 ? "measure.fund.shifted-later" : "measure.fund.shifted-earlier",
                        "",
                        "one",
                        left.book(),
                        "other",
                        right.book(),
                        "term",
                        byRow.getFirst().term(),
                        "count",
                        agreed));
            }
        }
    }
}
