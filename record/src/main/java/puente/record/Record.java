package puente.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
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
 * @param recordedAt when the agency made it, to the millisecond, in the years 1000 to 2999
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
        Map<String, Object> fields) {
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    public Record {
        if (version < 1) {
            throw new ProblemException(Problem.of("record.record.version", "/version", "value", version));
        }
        if (recordedAt.isBefore(EARLIEST) || !recordedAt.isBefore(LATEST)) {
            throw new ProblemException(Problem.of("record.record.time", "/recordedAt", "value", recordedAt));
        }
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
        fields = Collections.unmodifiableMap(fields);
    }

    /** The same statement with other fields: what remains of it after redaction. */
    public Record withFields(Map<String, Object> others) {
        return new Record(id, version, kind, agency, recordedAt, handling, provenance, others);
    }

    /** The same statement under other handling. */
    public Record withHandling(Handling other) {
        return new Record(id, version, kind, agency, recordedAt, other, provenance, fields);
    }
}
