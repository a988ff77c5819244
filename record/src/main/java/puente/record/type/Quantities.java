package puente.record.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import puente.record.Problem;
import puente.record.ProblemException;

/** Arithmetic on quantities in normal form, {@code {"value":"12.5","unit":"lb"}}. Units convert by exact factors. */
public final class Quantities {
    private static final CodeList UNITS = CodeList.named("unit");
    private static final Map<String, BigDecimal> FACTORS = new ConcurrentHashMap<>();

    private Quantities() {}

    /**
     * A quantity in another unit of its dimension. Exact wherever the result is a finite decimal, as pounds to kilograms
     * are (1 lb = 0.45359237 kg); 34 significant digits otherwise.
     *
     * @throws ProblemException {@code record.quantity.dimension} where the units do not measure the same thing
     */
    public static BigDecimal in(Map<String, ?> quantity, String unit) {
        String stated = Members.text(quantity, "unit");
        if (!dimension(stated).equals(dimension(unit))) {
            throw new ProblemException(
                    Problem.of("record.quantity.dimension", "/unit", "unit", stated, "wanted", unit));
        }
        BigDecimal value = new BigDecimal(Members.text(quantity, "value"));
        if (stated.equals(unit)) {
            return value;
        }
        BigDecimal base = value.multiply(factor(stated));
        BigDecimal divisor = factor(unit);
        return divisor.compareTo(BigDecimal.ONE) == 0 ? base : base.divide(divisor, MathContext.DECIMAL128);
    }

    /** What a unit measures: {@code mass}, {@code persons}, …; empty for an unknown unit. */
    public static String dimension(String unit) {
        return UNITS.attribute(unit, "dimension");
    }

    private static BigDecimal factor(String unit) {
        return FACTORS.computeIfAbsent(unit, each -> new BigDecimal(UNITS.attribute(each, "factor")));
    }
}
