package puente.measure.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import puente.measure.evaluate.Method;
import puente.measure.series.PeriodType;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.type.Areas;

/** Areas, periods and methods as a sentence names them. */
final class Words {
    private static final int MONTHS = 12;

    private Words() {}

    static String area(String code, Language language) {
        return Areas.standard().known(code) ? Areas.standard().show(code, language) : code;
    }

    static String areas(Collection<String> codes, Language language) {
        return codes.stream().map(code -> area(code, language)).sorted().collect(Collectors.joining(", "));
    }

    static String method(Method method, Language language) {
        String name = Catalogue.standard().text("measure.evaluate.method." + method.code(), language);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** {@code September 2024}, {@code septiembre de 2024}; years as they are labelled. */
    static String period(PeriodType type, long period, Language language) {
        if (type != PeriodType.MONTH) {
            return type.label(period);
        }
        LocalDate day = LocalDate.of((int) Math.floorDiv(period, (long) MONTHS), Math.floorMod(period, MONTHS) + 1, 1);
        return switch (language) {
            case EN -> DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK).format(day);
            case ES ->
                DateTimeFormatter.ofPattern("MMMM 'de' uuuu", Locale.of("es", "MX"))
                        .format(day);
        };
    }

    static String day(LocalDate day, Language language) {
        return switch (language) {
            case EN -> DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).format(day);
            case ES ->
                DateTimeFormatter.ofPattern("d 'de' MMMM 'de' uuuu", Locale.of("es", "MX"))
                        .format(day);
        };
    }

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
