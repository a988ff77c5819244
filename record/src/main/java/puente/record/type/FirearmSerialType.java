package puente.record.type;

import java.util.Map;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * A firearm's serial number: upper-case letters and digits, separators dropped, and {@code ?} for each character that cannot
 * be read ({@code *} and {@code #} are read so too). One character at least must be legible.
 *
 * <p>{@link #same} holds where the two <em>may</em> be one number: equal length, and each pair of characters equal or one of
 * them illegible. It is therefore not transitive.
 */
final class FirearmSerialType implements FieldType {
    private static final int MAXIMUM = 30;
    private static final Pattern SERIAL = Pattern.compile("[A-Z0-9?]+");

    @Override
    public String name() {
        return "firearm-serial";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        String serial = Texts.identifier(input, MAXIMUM).replace('*', '?').replace('#', '?');
        if (!SERIAL.matcher(serial).matches()) {
            throw Texts.refuse("record.firearm-serial.malformed", "value", serial);
        }
        if (serial.chars().allMatch(each -> each == '?')) {
            throw Texts.refuse("record.firearm-serial.illegible", "value", serial);
        }
        return serial;
    }

    @Override
    public boolean same(Object a, Object b) {
        String one = a.toString();
        String two = b.toString();
        if (one.length() != two.length()) {
            return false;
        }
        for (int at = 0; at < one.length(); at++) {
            char left = one.charAt(at);
            char right = two.charAt(at);
            if (left != right && left != '?' && right != '?') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(value.toString(), 2);
    }

    @Override
    public String show(Object value, Language language) {
        return value.toString();
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^(?=.*[A-Z0-9])[A-Z0-9?]{1,30}$");
    }
}
