package puente.agreement;

import java.util.Optional;
import java.util.stream.Stream;
import puente.record.Codes;

/** How precisely a place may leave; the order is from fine to coarse, and of two the coarser wins. */
public enum PlacePrecision {
    /** Coordinates rounded to a tenth of a degree (about 11 km); no place name. */
    TENTH_DEGREE,
    /** The administrative area as stated; no coordinates, no place name. */
    AREA,
    /** The first-level area (ISO 3166-2: {@code MX-SIN}); nothing below it. */
    STATE,
    /** The country (ISO 3166-1: {@code MX}). */
    COUNTRY;

    /** The name as clauses write it: {@code tenth-degree}. */
    public String code() {
        return Codes.of(this);
    }

    /** The precision of that {@link #code()}, if there is one. */
    public static Optional<PlacePrecision> of(String code) {
        return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
