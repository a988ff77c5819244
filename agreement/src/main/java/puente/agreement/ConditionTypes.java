package puente.agreement;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.record.Field;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Shape;

/**
 * What a condition may speak of, as CEL types: for each kind a structure of its fields, so that a clause which names a field
 * its kind does not have is refused when the agreement is loaded, not when a decision needs it.
 *
 * <pre>{@code
 * record    the kind's fields, and kind, agency, party, version, recordedAt, synthetic,
 *           handling{tlp, codes, purposes, audience, originatorConsent, retainUntil, grading}
 * actor     agency, party, vettedUntil, assurances
 * recipient agency, party, unit, vettedUntil, assurances: of the named unit, where one is named
 * context   approvals (how many officers), originatorConsent, unit;
 *           and role, strength, function, where a clause is about acts of one node only
 * action, purpose, today: strings; now: a timestamp
 * }</pre>
 *
 * Dates are ISO 8601 strings ({@code "2026-11-21"}), which compare as the dates do.
 */
final class ConditionTypes implements CelTypeProvider {
    static final String AGENCY = "puente.Agency";
    static final String RECIPIENT = "puente.Recipient";
    static final String HANDLING = "puente.Handling";
    static final String CONTEXT = "puente.Context";
    static final String CONTEXT_AT_HOME = "puente.ContextAtHome";

    private static final CelType STRINGS = ListType.create(SimpleType.STRING);

    /** What every record has beside its kind's fields. */
    private static final Map<String, CelType> RECORD = Map.of(
            "kind", SimpleType.STRING,
            "agency", SimpleType.STRING,
            "party", SimpleType.STRING,
            "version", SimpleType.INT,
            "recordedAt", SimpleType.TIMESTAMP,
            "synthetic", SimpleType.BOOL,
            "handling", StructTypeReference.create(HANDLING));

    private final ImmutableMap<String, CelType> types;

    ConditionTypes(Kinds kinds) {
        Map<String, CelType> found = new HashMap<>();
        add(
                found,
                HANDLING,
                Map.of(
                        "tlp", SimpleType.STRING,
                        "codes", STRINGS,
                        "purposes", STRINGS,
                        "audience", STRINGS,
                        "originatorConsent", SimpleType.BOOL,
                        "retainUntil", SimpleType.STRING,
                        "grading", SimpleType.STRING));
        Map<String, CelType> agency = new TreeMap<>(Map.of(
                "agency", SimpleType.STRING,
                "party", SimpleType.STRING,
                "vettedUntil", SimpleType.STRING,
                "assurances", STRINGS));
        add(found, AGENCY, agency);
        agency.put("unit", SimpleType.STRING);
        add(found, RECIPIENT, agency);
        Map<String, CelType> context = new TreeMap<>(
                Map.of("approvals", SimpleType.INT, "originatorConsent", SimpleType.BOOL, "unit", SimpleType.STRING));
        add(found, CONTEXT, context);
        context.put("role", SimpleType.STRING);
        context.put("strength", SimpleType.STRING);
        context.put("function", SimpleType.STRING);
        add(found, CONTEXT_AT_HOME, context);
        for (Kind kind : kinds.all()) {
            Map<String, CelType> members = new LinkedHashMap<>();
            for (Field field : kind.fields()) {
                CelType one = one(found, kind, field);
                members.put(field.name(), field.repeated() ? ListType.create(one) : one);
            }
            RECORD.forEach((name, type) -> {
                if (members.put(name, type) != null) {
                    throw new IllegalArgumentException("kind " + kind + ": conditions could not tell the field " + name
                            + " from the record's own");
                }
            });
            add(found, kindType(kind.name()), members);
        }
        types = ImmutableMap.copyOf(found);
    }

    /** Whether every record has this member, whatever its kind. */
    static boolean ofEveryRecord(String member) {
        return RECORD.containsKey(member);
    }

    /** The name of a kind's structure. */
    static String kindType(String kind) {
        return "puente.kind." + kind.replace('-', '_');
    }

    private static CelType one(Map<String, CelType> found, Kind kind, Field field) {
        if (field.type().shape() != Shape.MAP) {
            return scalar(field.type().shape());
        }
        String name = kindType(kind.name()) + "." + field.name();
        Map<String, CelType> members = new TreeMap<>();
        field.type().members().forEach((member, shape) -> members.put(member, scalar(shape)));
        add(found, name, members);
        return StructTypeReference.create(name);
    }

    private static CelType scalar(Shape shape) {
        return switch (shape) {
            case STRING -> SimpleType.STRING;
            case LONG -> SimpleType.INT;
            case DOUBLE -> SimpleType.DOUBLE;
            case BOOL -> SimpleType.BOOL;
            case MAP -> SimpleType.DYN;
        };
    }

    private static void add(Map<String, CelType> found, String name, Map<String, CelType> members) {
        ImmutableMap<String, CelType> fixed = ImmutableMap.copyOf(members);
        found.put(name, StructType.create(name, fixed.keySet(), member -> Optional.ofNullable(fixed.get(member))));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(types.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
