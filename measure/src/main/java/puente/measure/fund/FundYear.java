package puente.measure.fund;

import java.time.LocalDate;
import java.time.Month;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A year of a book: a US fiscal year (October to September, 31 U.S.C. 1102) or a calendar year, which is Mexico's fiscal year.
 *
 * @param type {@link PeriodType#US_FISCAL_YEAR} or {@link PeriodType#CALENDAR_YEAR}; two years of different types are never equal
 * @param year the number it is called by
 */
public record FundYear(PeriodType type, int year) implements Comparable<FundYear> {
    /** Years that a book may have; others are slips of the pen. */
    public static final int EARLIEST = 1900;

    /** The same at the other end. */
    public static final int LATEST = 2100;

    public FundYear {
        requireYears(type);
        if (year < EARLIEST || year > LATEST) {
            throw new ProblemException(
                    Problem.of("measure.fund.year-range", "", "value", year, "earliest", EARLIEST, "latest", LATEST));
        }
    }

    /** Refuses every kind of period that is no year of a book. */
    static PeriodType requireYears(PeriodType type) {
        if (type != PeriodType.US_FISCAL_YEAR && type != PeriodType.CALENDAR_YEAR) {
            throw new ProblemException(Problem.of("measure.fund.no-year", "", "type", type.code()));
        }
        return type;
    }

    /** The year that {@code FY2024} (fiscal) or {@code 2024} (calendar) means. */
    public static FundYear of(String label) {
        PeriodType type = PeriodType.recognise(label);
        return new FundYear(requireYears(type), (int) type.parse(label));
    }

    /** The year of this type in which a day lies. */
    public static FundYear of(LocalDate day, PeriodType type) {
        boolean next = type == PeriodType.US_FISCAL_YEAR && day.getMonthValue() >= Month.OCTOBER.getValue();
        return new FundYear(type, day.getYear() + (next ? 1 : 0));
    }

    /** Its first day. */
    public LocalDate start() {
        return type == PeriodType.US_FISCAL_YEAR ? LocalDate.of(year - 1, 10, 1) : LocalDate.of(year, 1, 1);
    }

    /** Its last day. */
    public LocalDate end() {
        return start().plusYears(1).minusDays(1);
    }

    public String label() {
        return type.label(year);
    }

    @Override
    public int compareTo(FundYear other) {
        int types = type.compareTo(other.type);
        return types != 0 ? types : Integer.compare(year, other.year);
    }
}
