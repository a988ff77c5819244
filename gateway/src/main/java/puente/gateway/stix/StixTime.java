package puente.gateway.stix;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STIX timestamps (section 2.16): RFC 3339 in UTC, written {@code 2026-11-21T18:10:43.123Z}, with any number of decimals up to
 * {@value #DECIMALS_MAX}. As versions they are compared in a normal form with nine decimals, which sorts as time does; it is a text
 * and no instant, so that a leap second stays what it was.
 */
public final class StixTime {
    /** Most decimals of a second; more could not be told apart by any clock. */
    public static final int DECIMALS_MAX = 9;

    private static final Pattern TIMESTAMP = Pattern.compile(
            "([0-9]{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60))"
                    + "(?:\\.([0-9]{1,9}))?Z");
    private static final int DATE_LENGTH = 10;
    private static final int MILLISECOND_DECIMALS = 3;
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private StixTime() {}

    /** The normal form of a timestamp; empty where the text is none. */
    public static Optional<String> normal(String text) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate.parse(text.substring(0, DATE_LENGTH));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
        String decimals = parts.group(2) == null ? "" : parts.group(2);
        return Optional.of(parts.group(1) + "." + decimals + "0".repeat(DECIMALS_MAX - decimals.length()) + "Z");
    }

    /** A normal form as people write it: with three decimals, and more only where they say something. */
    public static String shown(String normal) {
        int end = normal.length() - 1;
        int least = normal.indexOf('.') + 1 + MILLISECOND_DECIMALS;
        while (end > least && normal.charAt(end - 1) == '0') {
            end--;
        }
        return normal.substring(0, end) + "Z";
    }

    /** An instant to the millisecond, as {@code created} and {@code modified} are written. */
    public static String milliseconds(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    /** An instant to the microsecond, as TAXII writes when an object was added. */
    public static String microseconds(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    /** The instant of a timestamp; empty where the text is none, or a leap second. */
    public static Optional<Instant> instant(String text) {
        return normal(text)
                .filter(each -> !each.startsWith(":60", DATE_LENGTH + 6))
                .map(Instant::parse);
    }
}
