package puente.measure.fund;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Funded work, as both countries would describe it: who pays, who does it, where and when. Its money is in the {@link FundLine}s of its
 * activity.
 *
 * @param identifier worldwide: the reporting organisation's identifier, a hyphen, its own number
 * @param reporting who says all this
 * @param title by language
 * @param description by language
 * @param participants at least one
 * @param countries that receive, ISO 3166-1 alpha-2, with their shares in percent where there are several
 * @param sectors with their shares in percent where there are several
 * @param lines which lines of funds are its money
 */
public record Programme(
        String identifier,
        Organisation reporting,
        Map<String, String> title,
        Map<String, String> description,
        List<Participant> participants,
        Status status,
        Dates dates,
        List<Share> countries,
        List<Share> sectors,
        Selection lines) {
    public Programme {
        title = Map.copyOf(title);
        description = Map.copyOf(description);
        participants = List.copyOf(participants);
        countries = List.copyOf(countries);
        sectors = List.copyOf(sectors);
    }

    /**
     * Somebody who pays, decides or works.
     *
     * @param identifier worldwide: registration agency, hyphen, number; empty where there is none
     * @param type of organisation by IATI's list, {@code 10} a government; empty where untold
     * @param name by language
     */
    public record Organisation(String identifier, String type, Map<String, String> name) {
        public Organisation {
            name = Map.copyOf(name);
        }
    }

    /** An organisation in a role. */
    public record Participant(Role role, Organisation organisation) {}

    /** A part of the whole: {@code vocabulary} says whose code it is, empty for the usual one. */
    public record Share(
            String vocabulary, String code, @Nullable BigDecimal percent) {}

    /** Days of the work; at least one is known. */
    public record Dates(
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate actualStart,
            @Nullable LocalDate plannedEnd,
            @Nullable LocalDate actualEnd) {}

    /** Lines of one book, activity and recipient; empty takes any. */
    public record Selection(String book, String activity, String recipient) {
        public boolean takes(FundLine line) {
            return (book.isEmpty() || book.equals(line.book()))
                    && (activity.isEmpty() || activity.equals(line.activity()))
                    && (recipient.isEmpty() || recipient.equals(line.recipient()));
        }
    }

    /** What an organisation does in the work; the order is that of IATI's codes from 1 on. */
    public enum Role {
        FUNDING,
        ACCOUNTABLE,
        EXTENDING,
        IMPLEMENTING
    }

    /** How far the work is; the order is that of IATI's codes from 1 on. */
    public enum Status {
        PIPELINE,
        IMPLEMENTATION,
        FINALISATION,
        CLOSED,
        CANCELLED,
        SUSPENDED
    }
}
