package puente.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Records to exchange: observations of about 590 bytes, as an import of public figures makes them. Synthetic, and says so. */
final class Observations {
    private Observations() {}

    /** JSON Lines of {@code count} observations of one invented indicator, ids told apart by indicator and number. */
    static byte[] lines(String indicator, int count) {
        StringBuilder lines = new StringBuilder(count * 600);
        for (int number = 0; number < count; number++) {
            lines.append(line(indicator, number)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One of them. */
    static String line(String indicator, long number) {
        return """
                {"id":"%s","version":1,"kind":"observation","agency":"us/cbp","recordedAt":"2026-01-01T00:00:00.000Z",\
                "handling":{"tlp":"CLEAR","codes":[],"purposes":["statistics"],"audience":["mx","us"],"originatorConsent":false,"grading":"A1"},\
                "provenance":{"source":"Synthetic observation %d of a benchmark","synthetic":true},\
                "fields":{"indicator":"%s","area":"US-CBP/san-diego-field-office","period":"%04d-%02d","calendar":"calendar",\
                "value":{"value":"%d.25","unit":"kg"},"dimensions":["component=ofo","drug=fentanyl"]}}""".formatted(
                        UUID.nameUUIDFromBytes((indicator + number).getBytes(StandardCharsets.US_ASCII)),
                        number,
                        indicator,
                        1950 + number / 12 % 70,
                        1 + number % 12,
                        number);
    }
}
