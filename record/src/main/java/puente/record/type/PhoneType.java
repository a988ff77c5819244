package puente.record.type;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * A telephone number in ITU-T E.164 form: {@code +526671234567}.
 *
 * <p>Read: any number with {@code +} or {@code 00} and country code; the forms of the Mexican and North American plans with
 * their trunk prefixes; and ten national digits only with their country, as {@code {"country":"MX","number":"667 123 4567"}},
 * because Mexican and United States numbers both have ten. The {@code 1} that marked Mexican mobiles until 2019
 * ({@code +52 1 …}) is dropped. Area codes and exchanges of the North American plan begin with 2 to 9.
 */
final class PhoneType implements FieldType {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern MEXICAN = Pattern.compile("\\+52[1-9]\\d{9}");
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9]\\d{2}[2-9]\\d{6}");
    private static final Pattern NATIONAL = Pattern.compile("\\d{10}");
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9 ().\\-/]+");

    @Override
    public String name() {
        return "phone";
    }

    @Override
    public Shape shape() {
        return Shape.STRING;
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof Map<?, ?>) {
            Members members = new Members(input, Set.of("country", "number"));
            String country = members.need("country", AreaType::area);
            return members.need("number", number -> national(digits(number), country));
        }
        String digits = digits(input);
        if (digits.startsWith("00")) {
            digits = "+" + digits.substring(2);
        }
        if (!digits.startsWith("+")) {
            if (NATIONAL.matcher(digits).matches()) {
                throw Texts.refuse("record.phone.ambiguous", "value", digits);
            }
            throw Texts.refuse("record.phone.malformed", "value", digits);
        }
        return international(digits);
    }

    private static String national(String digits, String country) {
        if (digits.startsWith("+")) {
            return international(digits);
        }
        String prefix = switch (country) {
            case "MX" -> "+52";
            case "US", "CA" -> "+1";
            default -> throw Texts.refuse("record.phone.country", "country", country);
        };
        String bare = digits;
        if (country.equals("MX") && (bare.length() == 12 || bare.length() == 13)) {
            // Trunk and mobile prefixes of the Mexican plan, in force until 3 August 2019.
            bare = bare.replaceFirst("^(01|044|045)", "");
        } else if (!country.equals("MX") && bare.length() == 11 && bare.startsWith("1")) {
            bare = bare.substring(1);
        }
        return international(prefix + bare);
    }

    private static String international(String written) {
        String number = written.startsWith("+521") && written.length() == 14 ? "+52" + written.substring(4) : written;
        boolean valid = number.startsWith("+52")
                ? MEXICAN.matcher(number).matches()
                : number.startsWith("+1")
                        ? NORTH_AMERICAN.matcher(number).matches()
                        : E164.matcher(number).matches();
        if (!valid) {
            throw Texts.refuse("record.phone.malformed", "value", number);
        }
        return number;
    }

    private static String digits(Object input) {
        String text = Texts.line(input, 40);
        if (!WRITTEN.matcher(text).matches()) {
            throw Texts.refuse("record.phone.malformed", "value", text);
        }
        return text.replaceAll("[^+0-9]", "");
    }

    @Override
    public String mask(Object value) {
        return Texts.maskAllBut(value.toString(), 2);
    }

    @Override
    public String show(Object value, Language language) {
        String number = value.toString();
        if (number.startsWith("+52") && number.length() == 13) {
            return "+52 " + number.substring(3, 6) + " " + number.substring(6, 9) + " " + number.substring(9);
        }
        if (number.startsWith("+1") && number.length() == 12) {
            return "+1 " + number.substring(2, 5) + " " + number.substring(5, 8) + " " + number.substring(8);
        }
        return number;
    }

    @Override
    public List<String> keys(Object value) {
        return List.of(value.toString());
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.pattern("^\\+[1-9][0-9]{6,14}$");
    }
}
