package puente.match.identifier;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a VIN says of its vehicle: maker by the first three signs (ISO 3780; data {@code makers.txt}) and model year by the tenth (49 CFR
 * 565.15(d)): thirty signs that repeat, told apart in North America by the seventh, a digit until 2009 and a letter since 2010.
 */
public final class Vins {
    private static final String YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789";
    private static final int FIRST_YEAR = 1980;
    private static final int CYCLE = 30;
    private static final Map<String, String> MAKERS = makers();

    private Vins() {}

    private static Map<String, String> makers() {
        Map<String, String> makers = new HashMap<>();
        for (String[] line : DataTable.of("makers.txt")) {
            for (String code : line[1].split(" ")) {
                makers.put(code, line[0]);
            }
        }
        return Map.copyOf(makers);
    }

    /** The maker, canonical as in {@link Makes}; by three signs, or by two where the maker has all of them. */
    public static Optional<String> maker(String vin) {
        String signs = Signs.clean(vin, false);
        if (signs.length() != 17) {
            return Optional.empty();
        }
        String three = MAKERS.get(signs.substring(0, 3));
        return Optional.ofNullable(three != null ? three : MAKERS.get(signs.substring(0, 2)));
    }

    /** The model year; empty where the tenth sign is none. */
    public static Optional<Integer> modelYear(String vin) {
        String signs = Signs.clean(vin, false);
        int at = signs.length() == 17 ? YEARS.indexOf(signs.charAt(9)) : -1;
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of(FIRST_YEAR + at + (Character.isLetter(signs.charAt(6)) ? CYCLE : 0));
    }
}
