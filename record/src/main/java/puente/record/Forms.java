package puente.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one written form of what every record and every leaf holds: digests, identifiers, agencies, times. Recognised character
 * by character rather than by regular expressions, since each is looked at several times for each record that passes.
 */
public final class Forms {
    private static final int DIGEST = 64;
    private static final int PARTY_MAX = 8;
    private static final int AGENCY_MAX = 32;
    private static final int PURPOSE_MAX = 40;
    private static final String UUID_FORM = "00000000-0000-0000-0000-000000000000";
    private static final String INSTANT_FORM = "0000-00-00T00:00:00.000Z";
    private static final long SECONDS_OF_DAY = 86_400;
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Forms() {}

    /** The bytes of a text known to be ASCII. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** 64 lower-case hexadecimal digits. */
    public static boolean isDigest(String text) {
        if (text.length() != DIGEST) {
            return false;
        }
        for (int at = 0; at < DIGEST; at++) {
            if (!isHexadecimal(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexadecimal(char each) {
        return isDigit(each) || each >= 'a' && each <= 'f';
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isLowerCase(char each) {
        return each >= 'a' && each <= 'z';
    }

    /** Whether these characters are lower-case letters, digits and hyphens. */
    private static boolean isCode(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char each = text.charAt(at);
            if (!isLowerCase(each) && !isDigit(each) && each != '-') {
                return false;
            }
        }
        return true;
    }

    /** {@code [a-z]{2,8}(/[a-z0-9][a-z0-9-]{0,31})?}. */
    static boolean isAgency(String text) {
        int length = text.length();
        int slash = 0;
        while (slash < length && isLowerCase(text.charAt(slash))) {
            slash++;
        }
        if (slash < 2 || slash > PARTY_MAX) {
            return false;
        }
        int code = length - slash - 1;
        return slash == length
                || text.charAt(slash) == '/'
                        && code >= 1
                        && code <= AGENCY_MAX
                        && text.charAt(slash + 1) != '-'
                        && isCode(text, slash + 1);
    }

    /** {@code [a-z][a-z0-9-]{0,39}}. */
    static boolean isPurpose(String text) {
        return !text.isEmpty() && text.length() <= PURPOSE_MAX && isLowerCase(text.charAt(0)) && isCode(text, 1);
    }

    /** Whether digits and punctuation stand where a form has them, zeros meaning digits. */
    private static boolean follows(String form, String text) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int at = 0; at < form.length(); at++) {
            char wanted = form.charAt(at);
            char each = text.charAt(at);
            if (wanted == '0' ? !isDigit(each) : each != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is a UUID in its lower-case form (RFC 9562): one id has one written form. */
    public static boolean isUuid(String text) {
        if (text.length() != UUID_FORM.length()) {
            return false;
        }
        for (int at = 0; at < UUID_FORM.length(); at++) {
            char each = text.charAt(at);
            if (UUID_FORM.charAt(at) == '-' ? each != '-' : !isHexadecimal(each)) {
                return false;
            }
        }
        return true;
    }

    /** A UUID from its form, or null. */
    public static @Nullable UUID uuid(String text) {
        return isUuid(text) ? UUID.fromString(text) : null;
    }

    /** A time from its form in UTC with exactly three decimals of the second, or null. */
    public static @Nullable Instant instant(String text) {
        if (!follows(INSTANT_FORM, text)) {
            return null;
        }
        LocalDate date = date(text, 0);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (date == null || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long seconds = date.toEpochDay() * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, number(text, 20, 23) * 1_000_000L);
    }

    /** A date that stands somewhere in a text whose digits are known to be digits, or null if there is no such day. */
    private static @Nullable LocalDate date(String text, int from) {
        int year = number(text, from, from + 4);
        int month = number(text, from + 5, from + 7);
        int day = number(text, from + 8, from + 10);
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= Month.of(month).length(Year.isLeap(year)));
        return exists ? LocalDate.of(year, month, day) : null;
    }

    /** A day from its ISO 8601 form, years 0000 to 9999, or null. */
    static @Nullable LocalDate date(String text) {
        return follows("0000-00-00", text) ? date(text, 0) : null;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }

    /** Whether a time lies in the years 0000 to 9999. */
    public static boolean hasForm(Instant instant) {
        return instant.getEpochSecond() >= FIRST_SECOND && instant.getEpochSecond() <= LAST_SECOND;
    }

    /** {@link #ascii(Instant)} as text. */
    public static String text(Instant instant) {
        return new String(ascii(instant), StandardCharsets.ISO_8859_1);
    }

    /**
     * ISO 8601 in UTC with exactly three decimals of the second, finer ones cut off.
     *
     * @throws IllegalArgumentException where a time {@linkplain #hasForm has no such form}
     */
    public static byte[] ascii(Instant instant) {
        if (!hasForm(instant)) {
            throw new IllegalArgumentException("a year of other than four digits: " + instant);
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        byte[] text = ascii(INSTANT_FORM);
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 23, time.getNano() / 1_000_000);
        return text;
    }

    /** Writes a number's digits so that they end before {@code end}. */
    private static void digits(byte[] text, int end, int number) {
        int rest = number;
        for (int at = end - 1; rest > 0; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
