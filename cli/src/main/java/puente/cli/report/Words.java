package puente.cli.report;

import com.ibm.icu.number.Notation;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import puente.record.Bilingual;
import puente.record.Catalogue;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.type.Areas;
import puente.record.type.CodeList;

/** Numbers, dates and names as the public pages write them, in one language. Times are UTC, because paper does not know where it is read. */
final class Words {
    private static final int DECIMALS_SHOWN = 6;
    private static final double SHORT_FROM = 100_000;
    private static final double LONG_FROM = 1_000_000;
    private static final Map<?, ?> DIMENSIONS = dimensions();

    private final Language language;
    private final Locale numbers;
    private final Locale dates;

    Words(Language language) {
        this.language = language;
        this.numbers = language == Language.ES ? Locale.of("es", "MX") : Locale.US;
        this.dates = language == Language.ES ? Locale.of("es", "MX") : Locale.UK;
    }

    Language language() {
        return language;
    }

    private static Map<?, ?> dimensions() {
        try (InputStream in = Words.class.getResourceAsStream("/META-INF/puente/dimensions.yaml")) {
            if (in == null) {
                throw new AssertionError("dimensions.yaml belongs to the web room");
            }
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the names of dimensions cannot be read", unreadable);
        }
    }

    /** A text of the catalogue. */
    String text(String code, Object... namesAndValues) {
        return Catalogue.standard().text(code, language, namesAndValues);
    }

    /** What the node said in both languages. */
    String said(com.fasterxml.jackson.databind.JsonNode both) {
        return both.path(language.tag()).asText();
    }

    // ── numbers

    /** With all its digits, as tables have it. */
    String number(String value) {
        BigDecimal exact = new BigDecimal(value);
        if (exact.scale() > DECIMALS_SHOWN) {
            int whole = exact.abs().toBigInteger().toString().length();
            return plain(exact.round(new MathContext(Math.max(4, whole), RoundingMode.HALF_UP))
                    .stripTrailingZeros());
        }
        return plain(exact);
    }

    String number(long value) {
        return number(String.valueOf(value));
    }

    private static String plain(BigDecimal value) {
        BigDecimal shown = value.scale() < 0 ? value.setScale(0) : value;
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
        format.setMinimumFractionDigits(shown.scale());
        format.setMaximumFractionDigits(shown.scale());
        return format.format(shown);
    }

    /** Rounded to whole. */
    String whole(String value) {
        return plain(new BigDecimal(value).setScale(0, RoundingMode.HALF_UP));
    }

    /** With so many decimals at most. */
    String decimals(double value, int most) {
        return plain(trimmed(BigDecimal.valueOf(value).setScale(most, RoundingMode.HALF_UP)));
    }

    private static BigDecimal trimmed(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** As a title has it: no more digits than anyone keeps in mind. */
    String rounded(String value) {
        double size = Math.abs(Double.parseDouble(value));
        if (size >= LONG_FROM) {
            return compact(Double.parseDouble(value), Notation.compactLong());
        }
        return size >= 100 ? whole(value) : decimals(Double.parseDouble(value), 1);
    }

    /** The same before the word for what is counted: Spanish counts millions <i>of</i> things. */
    String beforeUnit(String value) {
        boolean isOf = language == Language.ES && Math.abs(Double.parseDouble(value)) >= LONG_FROM;
        return isOf ? rounded(value) + " de" : rounded(value);
    }

    /** Beside a line of a chart. */
    String axis(double value) {
        return value < SHORT_FROM ? decimals(value, DECIMALS_SHOWN) : compact(value, Notation.compactShort());
    }

    /** As browsers write it: ICU on both sides, from the same data. */
    private String compact(double value, Notation notation) {
        return NumberFormatter.withLocale(numbers)
                .notation(notation)
                .precision(Precision.maxFraction(1))
                .roundingMode(RoundingMode.HALF_UP)
                .format(value)
                .toString();
    }

    /** A percentage as it is said: whole from ten on, a decimal below. */
    String percent(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        double size = Math.abs(value);
        return decimals(size, size >= 10 ? 0 : 1);
    }

    // ── dates

    /** {@code 2024}, {@code 2024-09}, {@code 2024-09-03} or an instant's day. */
    String date(String value) {
        if (value.length() < 7) {
            return value;
        }
        String between = language == Language.ES ? " 'de' " : " ";
        return value.length() == 7
                ? YearMonth.parse(value).format(DateTimeFormatter.ofPattern("MMMM" + between + "yyyy", dates))
                : LocalDate.parse(value.substring(0, 10)).format(DateTimeFormatter.ofPattern("d MMM yyyy", dates));
    }

    /** As few letters as an axis has room for. */
    String shortName(String period, String calendar) {
        if (calendar.equals("half-year")) {
            return period.substring(0, 4) + "/" + (period.endsWith("06") ? 1 : 2);
        }
        return period.length() == 7
                ? YearMonth.parse(period).format(DateTimeFormatter.ofPattern("MMM yyyy", dates))
                : periodName(period, calendar);
    }

    /** A fiscal year never without its letters. */
    String periodName(String period, String calendar) {
        if (calendar.equals("half-year")) {
            String half = period.endsWith("06") ? "web.period.half.first" : "web.period.half.second";
            return text(half, "year", period.substring(0, 4));
        }
        return calendar.equals("us-fiscal") && period.length() == 4 ? "FY" + period : date(period);
    }

    String month(String period) {
        return periodName(period, "calendar");
    }

    /** To the minute. */
    String instant(String value) {
        return Instant.parse(value)
                .atOffset(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", dates));
    }

    // ── names

    String area(String code) {
        return Areas.standard().show(code, language);
    }

    String unit(String code) {
        return named("unit", code);
    }

    String country(String party) {
        return named("country", party.toUpperCase(Locale.ROOT));
    }

    /** A code's name in a list; an unknown one as it is. */
    String named(String list, String code) {
        return Optional.ofNullable(CodeList.named(list).codes().get(code))
                .map(name -> name.in(language))
                .orElse(code);
    }

    String kind(String name) {
        return Kinds.standard()
                .find(name)
                .map(kind -> kind.label().in(language))
                .orElse(name);
    }

    String dimension(String name) {
        return label(DIMENSIONS.get(name)).map(each -> each.in(language)).orElse(name);
    }

    /** One value of a dimension: {@code southwest-border} is "southwest border". */
    String dimensionValue(String name, String value) {
        if (!(DIMENSIONS.get(name) instanceof Map<?, ?> dimension)) {
            return value;
        }
        Optional<Bilingual> own =
                dimension.get("values") instanceof Map<?, ?> values ? label(values.get(value)) : Optional.empty();
        return own.map(each -> each.in(language))
                .orElseGet(() -> dimension.get("list") instanceof String list ? listed(list, value) : value);
    }

    private String listed(String list, String value) {
        String found = named(list, value);
        return found.equals(value) ? named(list, value.toUpperCase(Locale.ROOT)) : found;
    }

    private static Optional<Bilingual> label(@Nullable Object entry) {
        return entry instanceof Map<?, ?> map
                        && map.get("en") instanceof String en
                        && map.get("es") instanceof String es
                ? Optional.of(new Bilingual(en, es))
                : Optional.empty();
    }
}
