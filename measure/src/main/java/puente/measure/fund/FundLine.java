package puente.measure.fund;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a book. Dimensions that the book does not tell are empty.
 *
 * @param book whose statement it is: {@code us}, {@code mx}
 * @param stage how far the money has come
 * @param term the book's own word for that
 * @param account of the treasury: {@code INCLE}, {@code ESF}
 * @param activity the programme or project
 * @param recipient country or organisation that receives
 * @param area where it is meant to work
 * @param pillar of the bilateral agreement
 * @param year in which it is booked
 * @param date of the entry, where the book tells it: only such entries can move to another kind of year
 * @param reference the book's own number of the entry, empty where it has none
 * @param amount exact, in whole units of the currency
 * @param currency ISO 4217
 * @param partial whether its source says that the year is not whole
 * @param position file and line
 */
public record FundLine(
        String book,
        Stage stage,
        String term,
        String account,
        String activity,
        String recipient,
        String area,
        String pillar,
        FundYear year,
        @Nullable LocalDate date,
        String reference,
        BigDecimal amount,
        String currency,
        boolean partial,
        String position) {

    /** By what lines are summed. */
    public enum Dimension {
        YEAR,
        ACCOUNT,
        ACTIVITY,
        RECIPIENT,
        AREA,
        PILLAR
    }

    /** What this line has for a dimension, empty where it has nothing. */
    public String of(Dimension dimension) {
        return switch (dimension) {
            case YEAR -> year.label();
            case ACCOUNT -> account;
            case ACTIVITY -> activity;
            case RECIPIENT -> recipient;
            case AREA -> area;
            case PILLAR -> pillar;
        };
    }

    /** The same entry booked in another year. */
    FundLine in(FundYear other) {
        return with(other, amount, currency);
    }

    /** The same entry at another amount. */
    FundLine at(BigDecimal other, String otherCurrency) {
        return with(year, other, otherCurrency);
    }

    private FundLine with(FundYear otherYear, BigDecimal otherAmount, String otherCurrency) {
        return new FundLine(
                book,
                stage,
                term,
                account,
                activity,
                recipient,
                area,
                pillar,
                otherYear,
                date,
                reference,
                otherAmount,
                otherCurrency,
                partial,
                position);
    }

    /** What two lines have in common if one is the other written twice. */
    Object identity() {
        return java.util.Arrays.asList(
                book, stage, term, account, activity, recipient, area, pillar, year, date, reference, currency,
                partial);
    }

    /** The line of figures over the years to which it belongs. */
    Object series() {
        return java.util.List.of(book, stage, term, account, activity, recipient, area, pillar, year.type(), currency);
    }
}
