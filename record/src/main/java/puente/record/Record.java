package puente.record;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An immutable, attributed statement of one kind by one agency. A new version supersedes, never overwrites; two agencies
 * that disagree keep two records.
 *
 * @param id the same for all versions of one statement
 * @param version 1, 2, 3 …
 * @param kind the name of its {@link Kind}
 * @param agency whose statement this is
 * @param recordedAt when the agency made it, to the millisecond
 * @param handling what may be done with it
 * @param provenance where it comes from
 * @param fields normal-form values by field name. A value is a {@code String}, {@code Long}, {@code Double} (coordinates
 *     only), {@code Boolean}, {@code List} or {@code Map} of these; decimals that must stay exact are strings
 */
public record Record(
        UUID id,
        int version,
        String kind,
        Agency agency,
        Instant recordedAt,
        Handling handling,
        Provenance provenance,
        Map<String, Object> fields) {}
