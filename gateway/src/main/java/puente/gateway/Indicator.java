package puente.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import puente.record.Agency;
import puente.record.Bilingual;

/**
 * A measured quantity, and what it may not be confused with.
 *
 * @param code lower case with dots and hyphens: {@code us.cbp.drug-seizure-weight}
 * @param unit of every one of its values
 * @param agency whose figure it is
 * @param year how the agency itself sums months to years
 * @param source who publishes it, under which title
 * @param note what a reader must know to use it rightly
 * @param wholes values that contain others of this same indicator
 * @param comparisons other indicators that it overlaps with or resembles
 * @param apart what its values must never be summed over: a dimension, or {@code area}
 * @param isPublic whether its sums are for everybody, as far as the observations are open; otherwise they are for nobody without sign-in
 * @param smallCounts the dimension that its public table has beside the areas, where its counts are of persons in groups that may be small; empty
 *     where they are not. Such a table is shown as a whole, small counts held back, and never in any other way
 * @param exposure what its counts are measured by, for the same area and period; null where nothing is declared
 * @param denominator by what its counts are divided to become rates; null where nothing is declared, and then there is no rate
 */
public record Indicator(
        String code,
        Bilingual name,
        String unit,
        Agency agency,
        Year year,
        Bilingual source,
        Bilingual note,
        List<Whole> wholes,
        List<Comparison> comparisons,
        List<String> apart,
        boolean isPublic,
        String smallCounts,
        @Nullable Exposure exposure,
        @Nullable Denominator denominator) {
    public Indicator {
        wholes = List.copyOf(wholes);
        comparisons = List.copyOf(comparisons);
        apart = List.copyOf(apart);
    }

    /** A year's first month. */
    public enum Year {
        CALENDAR,
        /** 1 October of the calendar year before (31 U.S.C. 1102). */
        US_FISCAL
    }

    /** A value that already contains the others: {@code sex=total}, {@code area=MX}. Adding it to them counts twice. */
    public record Whole(String of, Bilingual reason) {}

    /**
     * What a rate is a rate of: the value of another indicator for the same area and calendar year.
     *
     * @param indicator its code
     * @param part which of its parts, {@code sex=total}
     * @param per the rate is of this many
     */
    public record Denominator(String indicator, String part, int per) {}

    /**
     * What makes a count comparable between areas: vehicles that passed, for inspections.
     *
     * @param indicator its code
     * @param per the rate is of this many
     */
    public record Exposure(String indicator, int per) {}

    /** Why two indicators must not meet. */
    public record Comparison(String with, Rule rule, Bilingual reason) {}

    /** What must never be done with two indicators. */
    public enum Rule {
        /** They count some of the same things. */
        NEVER_ADD,
        /** They count different things under a similar name: no common line, no growth rate across them. */
        NEVER_SPLICE
    }
}
