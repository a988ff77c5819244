package puente.record.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * An amount of money with its ISO 4217 currency, to the minor unit: {@code {"amount":"100.00","currency":"USD"}}. Also read
 * from {@code "100 USD"} and {@code "USD 100"}; a bare {@code $} is refused, both countries having one. Fractions of a minor
 * unit are refused rather than rounded.
 */
final class MoneyType implements FieldType {
    private static final Set<String> MEMBERS = Set.of("amount", "currency");
    private static final CodeList CURRENCIES = CodeList.named("currency");
    private static final Pattern AMOUNT_FIRST = Pattern.compile("([+-]?[0-9][0-9.,]*) ?([A-Za-z]{3})");
    private static final Pattern CURRENCY_FIRST = Pattern.compile("([A-Za-z]{3}) ?([+-]?[0-9][0-9.,]*)");

    @Override
    public String name() {
        return "money";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Map.of("amount", Shape.STRING, "currency", Shape.STRING);
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String text) {
            String line = Texts.line(text, 100);
            Matcher matcher = AMOUNT_FIRST.matcher(line);
            if (matcher.matches()) {
                return money(matcher.group(1), matcher.group(2));
            }
            matcher = CURRENCY_FIRST.matcher(line);
            if (matcher.matches()) {
                return money(matcher.group(2), matcher.group(1));
            }
            throw Texts.refuse("record.money.malformed", "value", line);
        }
        Members members = new Members(input, MEMBERS);
        String currency = members.need("currency", MoneyType::currency);
        return Members.normal(
                "amount", members.need("amount", amount -> amount(amount, currency)), "currency", currency);
    }

    private static Object money(String amount, String written) {
        String currency = currency(written);
        return Members.normal("amount", amount(amount, currency), "currency", currency);
    }

    private static String currency(Object input) {
        String written = Texts.line(input, 40).toUpperCase(Locale.ROOT);
        if (!CURRENCIES.codes().containsKey(written)) {
            throw Texts.refuse("record.money.currency", "currency", written);
        }
        return written;
    }

    private static String amount(Object input, String currency) {
        BigDecimal amount = new BigDecimal(Decimals.normal(input));
        int digits = Integer.parseInt(CURRENCIES.attribute(currency, "digits"));
        if (amount.scale() > digits) {
            throw Texts.refuse("record.money.fraction", "value", amount.toPlainString(), "currency", currency);
        }
        return amount.setScale(digits).toPlainString();
    }

    @Override
    public String mask(Object value) {
        return "••• " + Members.text(value, "currency");
    }

    @Override
    public String show(Object value, Language language) {
        return Decimals.show(Members.text(value, "amount"), language) + " " + Members.text(value, "currency");
    }

    @Override
    public List<String> keys(Object value) {
        return List.of(Members.text(value, "amount") + " " + Members.text(value, "currency"));
    }

    @Override
    public String text(Object value) {
        return "";
    }

    @Override
    public Map<String, Object> jsonSchema() {
        return Schemas.object(
                Map.of(
                        "amount", Schemas.pattern("^-?(0|[1-9][0-9]{0,19})(\\.[0-9]{2})?$"),
                        "currency",
                                Map.of("enum", List.copyOf(CURRENCIES.codes().keySet()))),
                "amount",
                "currency");
    }
}
