package puente.record.type;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * A date as precise as it is known, in the proleptic Gregorian calendar (ISO 8601): {@code 2024}, {@code 2024-09} or
 * {@code 2024-09-03}, years 1000 to 2999. {@code 20240903} and {@code 2024-9-3} are read too; {@code 03/09/2024} is refused,
 * because the two countries read it as two different days.
 */
final class DateType implements FieldType {
    private static final Pattern LENIENT = Pattern.compile("([12]\\d{3})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");
    private static final Pattern COMPACT = Pattern.compile("([12]\\d{3})(\\d{2})(\\d{2})");
    private static final Pattern SLASHED = Pattern.compile("\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}");
    private static final Locale SPANISH = Locale.of("es", "MX");

    @Override
    public String name() {
        return "date";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String text = Texts.line(input, 40);
        if (isNormal(text)) {
            return text;
        }
        if (SLASHED.matcher(text).matches()) {
            throw Texts.refuse("record.date.ambiguous", "value", text);
        }
        Matcher matcher = LENIENT.matcher(text);
        if (!matcher.matches()) {
            matcher = COMPACT.matcher(text);
            if (!matcher.matches()) {
                throw Texts.refuse("record.date.malformed", "value", text);
            }
        }
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return matcher.group(1);
        }
        int month = Integer.parseInt(matcher.group(2));
        if (month < 1 || month > 12) {
            throw Texts.refuse("record.date.no-such-month", "value", text, "month", month);
        }
        if (matcher.group(3) == null) {
            return YearMonth.of(year, month).toString();
        }
        int day = Integer.parseInt(matcher.group(3));
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            throw Texts.refuse(
                    "record.date.no-such-day", "value", text, "day", day, "month", YearMonth.of(year, month));
        }
        return LocalDate.of(year, month, day).toString();
    }

    /** The common case without a regular expression. */
    private static boolean isNormal(String text) {
        int length = text.length();
        if (length != 4 && length != 7 && length != 10 || text.charAt(0) != '1' && text.charAt(0) != '2') {
            return false;
        }
        for (int at = 0; at < length; at++) {
            char each = text.charAt(at);
            if (at == 4 || at == 7 ? each != '-' : each < '0' || each > '9') {
                return false;
            }
        }
        if (length == 4) {
            return true;
        }
        int month = PartialDates.number(text, 5, 7);
        if (month < 1 || month > 12) {
            return false;
        }
        if (length == 7) {
            return true;
        }
        int day = PartialDates.number(text, 8, 10);
        return day >= 1
                && (day <= 28
                        || day
                                <= YearMonth.of(PartialDates.number(text, 0, 4), month)
                                        .lengthOfMonth());
    }

    @Override
    public String mask(Object value) {
        return value.toString().substring(0, 4);
    }

    @Override
    public String show(Object value, Language language) {
        String date = value.toString();
        if (PartialDates.isYear(date)) {
            return date;
        }
        LocalDate first = PartialDates.first(date);
        boolean hasDay = date.length() == 10;
        return switch (language) {
            case EN ->
                (hasDay ? first.getDayOfMonth() + " " : "")
                        + first.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + first.getYear();
            case ES ->
                (hasDay ? first.getDayOfMonth() + " de " : "")
                        + first.getMonth().getDisplayName(TextStyle.FULL, SPANISH) + " de " + first.getYear();
        };
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$");
    }
}
