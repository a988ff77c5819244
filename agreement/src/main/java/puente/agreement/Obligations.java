package puente.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import puente.record.Field;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Record;

/**
 * What a permitted act obliges to: the obligations of all deciding clauses, merged so that the stricter of two binds.
 *
 * @param list at most one of each type, in the order of their declaration in {@link Obligation}; a
 *     {@link Obligation.RetainFor} has become a {@link Obligation.RetainUntil}
 * @param kinds says which fields are places
 */
public record Obligations(List<Obligation> list, Kinds kinds) {
    /** How many officers approve where two-person approval is asked. */
    public static final int APPROVALS = 2;

    public Obligations {
        list = List.copyOf(list);
    }

    /** Merges what clauses declare: fields unite, the coarsest place and the earliest date win. */
    static Obligations merge(Collection<Obligation> declared, LocalDate today, Kinds kinds) {
        SortedSet<String> redacted = new TreeSet<>();
        @Nullable PlacePrecision precision = null;
        @Nullable LocalDate until = null;
        boolean twoPersons = false;
        boolean consent = false;
        boolean receipt = false;
        for (Obligation each : declared) {
            switch (each) {
                case Obligation.Redact redact -> redacted.addAll(redact.fields());
                case Obligation.ReducePlace reduce ->
                    precision = precision == null || reduce.precision().compareTo(precision) > 0
                            ? reduce.precision()
                            : precision;
                case Obligation.TwoPersonApproval ignored -> twoPersons = true;
                case Obligation.RetainFor retain -> until = earliest(until, today.plusDays(retain.days()));
                case Obligation.RetainUntil retain -> until = earliest(until, retain.date());
                case Obligation.OriginatorConsent ignored -> consent = true;
                case Obligation.UseReceipt ignored -> receipt = true;
            }
        }
        List<Obligation> merged = new ArrayList<>(6);
        if (!redacted.isEmpty()) {
            merged.add(new Obligation.Redact(redacted));
        }
        if (precision != null) {
            merged.add(new Obligation.ReducePlace(precision));
        }
        if (twoPersons) {
            merged.add(new Obligation.TwoPersonApproval());
        }
        if (until != null) {
            merged.add(new Obligation.RetainUntil(until));
        }
        if (consent) {
            merged.add(new Obligation.OriginatorConsent());
        }
        if (receipt) {
            merged.add(new Obligation.UseReceipt());
        }
        return new Obligations(merged, kinds);
    }

    private static LocalDate earliest(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** The obligations that the circumstances do not meet yet: approvals by two officers, the originator's consent. */
    public List<Obligation> outstanding(Context context) {
        if (list.isEmpty()) {
            return list;
        }
        return list.stream()
                .filter(each -> switch (each) {
                    case Obligation.TwoPersonApproval ignored ->
                        context.approvals().size() < APPROVALS;
                    case Obligation.OriginatorConsent ignored -> !context.originatorConsent();
                    case Obligation.Redact ignored -> false;
                    case Obligation.ReducePlace ignored -> false;
                    case Obligation.RetainFor ignored -> false;
                    case Obligation.RetainUntil ignored -> false;
                    case Obligation.UseReceipt ignored -> false;
                })
                .toList();
    }

    /**
     * Exactly what leaves: redacted fields are gone, places reduced, {@code retainUntil} is the earlier of the record's own
     * and the obligation's, and an obligation of originator consent marks the handling. Id and version stay; a record to
     * which nothing applies comes back as it is.
     */
    public Record apply(Record record) {
        Record leaving = record;
        for (Obligation each : list) {
            leaving = switch (each) {
                case Obligation.Redact redact -> without(leaving, redact.fields());
                case Obligation.ReducePlace reduce -> reduced(leaving, reduce.precision());
                case Obligation.RetainUntil retain ->
                    handled(leaving, retain.date(), leaving.handling().originatorConsent());
                case Obligation.OriginatorConsent ignored ->
                    handled(leaving, leaving.handling().retainUntil().orElse(null), true);
                case Obligation.TwoPersonApproval ignored -> leaving;
                case Obligation.RetainFor ignored ->
                    throw new IllegalStateException("a decision has resolved days into a date");
                case Obligation.UseReceipt ignored -> leaving;
            };
        }
        return leaving;
    }

    private static Record without(Record record, SortedSet<String> redacted) {
        if (redacted.stream().noneMatch(record.fields()::containsKey)) {
            return record;
        }
        Map<String, Object> fields = new TreeMap<>(record.fields());
        fields.keySet().removeAll(redacted);
        return with(record, fields, record.handling());
    }

    private Record reduced(Record record, PlacePrecision precision) {
        Map<String, Object> fields = new TreeMap<>(record.fields());
        for (Field field : kinds.kind(record.kind()).fields()) {
            Object value = fields.get(field.name());
            if (value != null && PlaceReduction.isPlace(field)) {
                Object reduced = PlaceReduction.reduce(value, precision);
                if (PlaceReduction.isEmpty(reduced) && !field.required()) {
                    fields.remove(field.name());
                } else {
                    fields.put(field.name(), reduced);
                }
            }
        }
        return fields.equals(record.fields()) ? record : with(record, fields, record.handling());
    }

    private static Record handled(Record record, @Nullable LocalDate until, boolean consent) {
        Handling own = record.handling();
        if (until == null && own.originatorConsent() == consent) {
            return record;
        }
        Handling handling = new Handling(
                own.tlp(),
                own.codes(),
                own.purposes(),
                own.audience(),
                consent,
                until == null
                        ? own.retainUntil()
                        : Optional.of(earliest(own.retainUntil().orElse(null), until)),
                own.grading());
        return with(record, record.fields(), handling);
    }

    private static Record with(Record record, Map<String, Object> fields, Handling handling) {
        return new Record(
                record.id(),
                record.version(),
                record.kind(),
                record.agency(),
                record.recordedAt(),
                handling,
                record.provenance(),
                Collections.unmodifiableMap(fields));
    }

    /** Whether each use must go back to the originator as a receipt. */
    public boolean useReceipt() {
        return list.contains(new Obligation.UseReceipt());
    }
}
