package puente.measure.fund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import puente.measure.series.PeriodType;
import puente.record.Problem;

/**
 * Lines that count, lines that were set aside with the reason, and what else a reader must know. A line is in exactly one of the two lists.
 *
 * @param lines that every sum is made of
 * @param aside lines that no sum contains, each with why
 * @param notes findings about lines that do count, and conversions that were made
 */
public record Funds(List<FundLine> lines, List<Aside> aside, List<Problem> notes) {
    private static final int MINOR_DIGITS = 2;

    public Funds {
        lines = List.copyOf(lines);
        aside = List.copyOf(aside);
        notes = List.copyOf(notes);
    }

    /** A line that does not count, and why. */
    public record Aside(FundLine line, Problem reason) {}

    /** Nothing yet. */
    public static Funds none() {
        return new Funds(List.of(), List.of(), List.of());
    }

    /** Both together: several files, several books. */
    public Funds and(Funds other) {
        return new Funds(joined(lines, other.lines), joined(aside, other.aside), joined(notes, other.notes));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** Those lines alone that a reader asked for; what was not asked for is no finding. */
    public Funds where(Predicate<FundLine> wanted) {
        return new Funds(
                lines.stream().filter(wanted).toList(),
                aside.stream().filter(each -> wanted.test(each.line())).toList(),
                notes);
    }

    /**
     * Every line booked by years of this kind: one with a date moves to the year in which it lies, one without stays out with the reason.
     */
    public Funds by(PeriodType years) {
        FundYear.requireYears(years);
        List<FundLine> kept = new ArrayList<>();
        List<Aside> out = new ArrayList<>(aside);
        Map<String, Integer> moved = new TreeMap<>();
        for (FundLine line : lines) {
            if (line.year().type() == years) {
                kept.add(line);
            } else if (line.date() != null) {
                kept.add(line.in(FundYear.of(line.date(), years)));
                moved.merge(line.book(), 1, Integer::sum);
            } else {
                out.add(new Aside(
                        line,
                        Problem.of(
                                "measure.fund.undated",
                                line.position(),
                                "year",
                                line.year().label(),
                                "to",
                                years.code())));
            }
        }
        List<Problem> said = new ArrayList<>(notes);
        moved.forEach((book, count) ->
                said.add(Problem.of("measure.fund.moved", "", "book", book, "count", count, "to", years.code())));
        return new Funds(kept, out, said);
    }

    /**
     * Amounts of one currency in another at a stated rate, rounded to hundredths half to even, with a note.
     *
     * @param rate units of {@code to} for one of {@code from}
     */
    public Funds at(BigDecimal rate, String from, String to) {
        List<FundLine> converted = new ArrayList<>();
        int count = 0;
        for (FundLine line : lines) {
            boolean meant = line.currency().equals(from);
            count += meant ? 1 : 0;
            converted.add(
                    meant
                            ? line.at(line.amount().multiply(rate).setScale(MINOR_DIGITS, RoundingMode.HALF_EVEN), to)
                            : line);
        }
        List<Problem> said = new ArrayList<>(notes);
        said.add(Problem.of(
                "measure.fund.converted", "", "count", count, "from", from, "to", to, "rate", rate.toPlainString()));
        return new Funds(converted, aside, said);
    }

    /** The books, in order of their names. */
    public List<String> books() {
        return lines.stream().map(FundLine::book).distinct().sorted().toList();
    }
}
