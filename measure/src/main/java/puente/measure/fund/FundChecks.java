package puente.measure.fund;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.Funds.Aside;
import puente.record.Problem;

/**
 * What is wrong with the lines of books. Certain faults set a line aside: it stands twice, its year is not whole, its date lies in another
 * year than it is booked in, it is negative where that has no meaning. Suspicions leave it in every sum and are said: an amount that would
 * fit its neighbours in thousands or millions, more paid than was ever promised, years without a line. Nothing is mended.
 */
public final class FundChecks {
    /** How far below or above the nearest neighbours an amount must lie to look like another unit. */
    public static final int UNIT_SUSPICION = 30;

    /** Neighbours on either side that an amount is held against. */
    private static final int NEIGHBOURS = 3;

    private static final int NEIGHBOURS_MIN = 4;
    private static final int[] POWERS = {3, 6, -3, -6};

    private FundChecks() {}

    /**
     * Sorts lines into those that count and those that do not.
     *
     * @param wanted the years asked for: lines outside them are looked at as neighbours and as what was promised before, and then left out
     * @param asOf the day on which the books were read: what happened in a year that ends later is not whole; null where nobody said
     */
    public static Funds check(List<FundLine> all, Predicate<FundYear> wanted, @Nullable LocalDate asOf) {
        Map<Object, List<FundLine>> twins = new LinkedHashMap<>();
        all.forEach(line ->
                twins.computeIfAbsent(line.identity(), key -> new ArrayList<>()).add(line));
        List<FundLine> lines = new ArrayList<>();
        List<Aside> aside = new ArrayList<>();
        List<Problem> notes = new ArrayList<>();
        for (FundLine line : all) {
            List<FundLine> same = twins.getOrDefault(line.identity(), List.of());
            Problem fault = fault(line, same, asOf);
            if (fault != null) {
                if (wanted.test(line.year())) {
                    aside.add(new Aside(line, fault));
                }
                continue;
            }
            lines.add(line);
            if (line.amount().signum() < 0 && wanted.test(line.year())) {
                notes.add(Problem.of(
                        "measure.fund.taken-back",
                        line.position(),
                        "year",
                        line.year().label(),
                        "term",
                        line.term(),
                        "amount",
                        line.amount().toPlainString(),
                        "currency",
                        line.currency()));
            }
        }
        units(lines, wanted, notes);
        order(lines, wanted, notes);
        List<FundLine> meant =
                lines.stream().filter(line -> wanted.test(line.year())).toList();
        gaps(meant, notes);
        return new Funds(meant, aside, notes);
    }

    private static @Nullable Problem fault(FundLine line, List<FundLine> same, @Nullable LocalDate asOf) {
        String at = line.position();
        String year = line.year().label();
        if (same.size() > 1) {
            FundLine other = same.get(same.getFirst() == line ? 1 : 0);
            return Problem.of("measure.fund.twice", at, "other", other.position(), "year", year, "term", line.term());
        }
        if (line.partial()) {
            return Problem.of("measure.fund.partial", at, "year", year, "term", line.term());
        }
        if (asOf != null && line.stage().happens() && line.year().end().isAfter(asOf)) {
            return Problem.of("measure.fund.not-ended", at, "year", year, "day", asOf);
        }
        if (line.date() != null && !FundYear.of(line.date(), line.year().type()).equals(line.year())) {
            return Problem.of("measure.fund.shifted-date", at, "date", line.date(), "year", year);
        }
        if (line.amount().signum() < 0 && !line.stage().mayBeNegative()) {
            return Problem.of(
                    "measure.fund.negative",
                    at,
                    "term",
                    line.term(),
                    "amount",
                    line.amount().toPlainString());
        }
        return null;
    }

    /** Positive amounts of one line of figures by year, against the three before and the three after. */
    private static void units(List<FundLine> lines, Predicate<FundYear> wanted, List<Problem> notes) {
        for (List<FundLine> series : series(lines)) {
            List<FundLine> positive = series.stream()
                    .filter(line -> line.amount().signum() > 0)
                    .sorted(Comparator.comparing(FundLine::year))
                    .toList();
            for (int at = 0; at < positive.size(); at++) {
                BigDecimal least = null;
                BigDecimal most = null;
                int count = 0;
                for (int near = Math.max(0, at - NEIGHBOURS);
                        near < Math.min(positive.size(), at + NEIGHBOURS + 1);
                        near++) {
                    if (near != at) {
                        BigDecimal amount = positive.get(near).amount();
                        least = least == null ? amount : least.min(amount);
                        most = most == null ? amount : most.max(amount);
                        count++;
                    }
                }
                if (least != null
                        && most != null
                        && count >= NEIGHBOURS_MIN
                        && wanted.test(positive.get(at).year())) {
                    suspect(positive.get(at), least, most, notes);
                }
            }
        }
    }

    private static void suspect(FundLine line, BigDecimal least, BigDecimal most, List<Problem> notes) {
        BigDecimal amount = line.amount();
        BigDecimal far = BigDecimal.valueOf(UNIT_SUSPICION);
        boolean outside = amount.multiply(far).compareTo(least) < 0 || amount.compareTo(most.multiply(far)) > 0;
        for (int power : POWERS) {
            BigDecimal other = amount.scaleByPowerOfTen(power);
            if (outside && other.compareTo(least) >= 0 && other.compareTo(most) <= 0) {
                notes.add(Problem.of(
                        "measure.fund.unit-suspected",
                        line.position(),
                        "year",
                        line.year().label(),
                        "term",
                        line.term(),
                        "amount",
                        amount.toPlainString(),
                        "least",
                        least.toPlainString(),
                        "most",
                        most.toPlainString()));
                return;
            }
        }
    }

    private static List<List<FundLine>> series(List<FundLine> lines) {
        Map<Object, List<FundLine>> series = new LinkedHashMap<>();
        lines.forEach(line ->
                series.computeIfAbsent(line.series(), key -> new ArrayList<>()).add(line));
        return List.copyOf(series.values());
    }

    /** More paid than promised, counted from the first year in which the book tells both. */
    private static void order(List<FundLine> lines, Predicate<FundYear> wanted, List<Problem> notes) {
        for (FundTable table : FundTable.of(lines, FundLine.Dimension.YEAR)) {
            for (int paid = 0; paid < table.columns().size(); paid++) {
                for (int promised = 0; promised < table.columns().size(); promised++) {
                    if (table.columns().get(paid).stage() == Stage.DISBURSED
                            && table.columns().get(promised).stage() == Stage.OBLIGATED) {
                        order(table, promised, paid, wanted, notes);
                    }
                }
            }
        }
    }

    private static void order(
            FundTable table, int promised, int paid, Predicate<FundYear> wanted, List<Problem> notes) {
        BigDecimal balance = BigDecimal.ZERO;
        String since = "";
        for (FundTable.Row row : table.rows()) {
            BigDecimal in = row.amount(promised);
            BigDecimal out = row.amount(paid);
            if (since.isEmpty() && (in == null || out == null)) {
                continue;
            }
            since = since.isEmpty() ? row.label() : since;
            balance = balance.add(in == null ? BigDecimal.ZERO : in).subtract(out == null ? BigDecimal.ZERO : out);
            if (balance.signum() < 0 && wanted.test(FundYear.of(row.label()))) {
                notes.add(Problem.of(
                        "measure.fund.overpaid",
                        "",
                        "book",
                        table.book(),
                        "from",
                        since,
                        "to",
                        row.label(),
                        "amount",
                        balance.negate().toPlainString(),
                        "currency",
                        table.currency()));
                return;
            }
        }
    }

    /** Years between the first and the last of a book in which one of its columns has no line. */
    private static void gaps(List<FundLine> lines, List<Problem> notes) {
        for (FundTable table : FundTable.of(lines, FundLine.Dimension.YEAR)) {
            for (int column = 0; column < table.columns().size(); column++) {
                List<String> missing = new ArrayList<>();
                List<String> known = new ArrayList<>();
                for (FundTable.Row row : table.rows()) {
                    (row.amount(column) == null ? missing : known).add(row.label());
                }
                if (!missing.isEmpty()) {
                    notes.add(Problem.of(
                            "measure.fund.no-line",
                            "",
                            "book",
                            table.book(),
                            "term",
                            table.columns().get(column).term(),
                            "years",
                            String.join(", ", missing),
                            "known",
                            known.size(),
                            "all",
                            table.rows().size()));
                }
            }
        }
    }
}
