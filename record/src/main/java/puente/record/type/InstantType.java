package puente.record.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/** A point in time, with its offset in the input and in UTC to the second in normal form: {@code 2026-11-21T18:10:43Z}. */
final class InstantType implements FieldType {
    @Override
    public String name() {
        return "instant";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String text = Texts.line(input, 40);
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
            String normal = instant.toString();
            if (normal.length() != "2026-11-21T18:10:43Z".length()
                    || normal.charAt(0) < '1'
                    || normal.charAt(0) > '2') {
                throw Texts.refuse("record.instant.malformed", "value", text);
            }
            return normal;
        } catch (DateTimeException malformed) {
            throw Texts.refuse("record.instant.malformed", "value", text);
        }
    }

    @Override
    public String mask(Object value) {
        return value.toString().substring(0, 4);
    }

    @Override
    public String show(Object value, Language language) {
        String instant = value.toString();
        return new DateType().show(instant.substring(0, 10), language) + ", " + instant.substring(11, 19) + " UTC";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$");
    }
}
