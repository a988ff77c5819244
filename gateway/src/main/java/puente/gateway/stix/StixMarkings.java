package puente.gateway.stix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Handling.Tlp;
import puente.record.JsonPointers;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Handling as STIX markings, both ways.
 *
 * <p>Going out, an object bears two: the TLP 2.0 marking that everybody knows, by its registered extension and under its fixed
 * identifier, and one with everything else that Puente's handling says (codes, purposes, audience, consent, retention, grading) by
 * {@link StixExtensions#HANDLING}. Coming in, handling is derived only where nothing is lost by it: every marking must be one of
 * these; a statement, a granular marking or another's extension leaves the object what it is, an object with its markings, and no
 * record.
 */
public final class StixMarkings {
    /** The registered extension for TLP 2.0 (OASIS, cti-stix-common-objects). */
    public static final String TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private static final Map<Tlp, String> TLP_2 = Map.of(
            Tlp.CLEAR, "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
            Tlp.GREEN, "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            Tlp.AMBER, "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
            Tlp.AMBER_STRICT, "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
            Tlp.RED, "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1");

    /** TLP 1 as section 7.2.1.4 fixes it; white became clear, the others kept their names. */
    private static final Map<String, Tlp> TLP_1 = Map.of(
            "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", Tlp.CLEAR,
            "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", Tlp.GREEN,
            "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", Tlp.AMBER,
            "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed", Tlp.RED);

    private static final Map<String, Tlp> KNOWN = known();

    private StixMarkings() {}

    private static Map<String, Tlp> known() {
        Map<String, Tlp> known = new TreeMap<>(TLP_1);
        TLP_2.forEach((tlp, id) -> known.put(id, tlp));
        return known;
    }

    /** The identifier of a TLP 2.0 marking. */
    public static String tlpId(Tlp tlp) {
        return TLP_2.getOrDefault(tlp, "");
    }

    /** A TLP 2.0 marking definition, word for word as it is registered. */
    public static Map<String, Object> tlp(Tlp tlp) {
        Map<String, Object> marking = new LinkedHashMap<>();
        marking.put("type", "marking-definition");
        marking.put("spec_version", StixRules.SPEC_VERSION);
        marking.put("id", tlpId(tlp));
        marking.put("created", "2022-10-01T00:00:00.000Z");
        marking.put("name", "TLP:" + tlp.label());
        marking.put(
                "extensions",
                Map.of(
                        TLP_EXTENSION,
                        Map.of(
                                "extension_type",
                                "property-extension",
                                "tlp_2_0",
                                tlp.label().toLowerCase(Locale.ROOT))));
        return marking;
    }

    /** The marking definition that carries an agency's handling; equal handlings of one agency have one identifier. */
    public static Map<String, Object> handling(Agency agency, Handling handling) {
        Map<String, Object> said = new TreeMap<>();
        handling.toJson().forEach((name, value) -> {
            if (!(value instanceof List<?> list && list.isEmpty())) {
                said.put(Names.snake(name), value);
            }
        });
        Map<String, Object> marking = new LinkedHashMap<>();
        marking.put("type", "marking-definition");
        marking.put("spec_version", StixRules.SPEC_VERSION);
        marking.put("id", handlingId(agency, handling));
        marking.put("created_by_ref", StixExtensions.agencyId(agency));
        marking.put("created", StixExtensions.PUBLISHED);
        marking.put("name", "Puente handling");
        said.put("extension_type", "property-extension");
        marking.put("extensions", Map.of(StixExtensions.HANDLING, said));
        return marking;
    }

    static String handlingId(Agency agency, Handling handling) {
        return StixIds.derived("marking-definition", Map.of("agency", agency.code(), "handling", handling.toJson()));
    }

    /** The markings that an object of this handling bears. */
    static List<String> refs(Agency agency, Handling handling) {
        return List.of(tlpId(handling.tlp()), handlingId(agency, handling));
    }

    /**
     * The handling that an object's markings say: the strictest of all.
     *
     * @param definitions finds marking definitions by their identifier
     * @throws ProblemException {@code gateway.stix.marking.*} where they say less than a record needs, or something that a
     *     record's handling cannot say
     */
    public static Handling derive(StixObject object, Function<String, Optional<StixObject>> definitions) {
        if (object.members().containsKey("granular_markings")) {
            throw new ProblemException(Problem.of("gateway.stix.marking-granular", "/granular_markings"));
        }
        List<Tlp> labels = new ArrayList<>();
        Optional<Handling> combined = Optional.empty();
        for (String id : object.markings()) {
            Tlp tlp = KNOWN.get(id);
            if (tlp != null) {
                labels.add(tlp);
                continue;
            }
            Handling said = definitions
                    .apply(id)
                    .flatMap(definition -> definition.extension(StixExtensions.HANDLING))
                    .map(StixMarkings::read)
                    .orElseThrow(() -> new ProblemException(
                            Problem.of("gateway.stix.marking-foreign", "/object_marking_refs", "marking", id)));
            combined = Optional.of(combined.map(said::combine).orElse(said));
        }
        Handling handling = combined.orElseThrow(
                () -> new ProblemException(Problem.of("gateway.stix.marking-absent", "/object_marking_refs")));
        Tlp strictest = Stream.concat(labels.stream(), Stream.of(handling.tlp()))
                .max(Tlp::compareTo)
                .orElseThrow();
        return new Handling(
                strictest,
                handling.codes(),
                handling.purposes(),
                handling.audience(),
                handling.originatorConsent(),
                handling.retainUntil(),
                handling.grading());
    }

    private static Handling read(Map<String, Object> extension) {
        Map<String, Object> json = new TreeMap<>();
        for (String list : List.of("audience", "codes", "purposes")) {
            json.put(list, List.of());
        }
        extension.forEach((name, value) -> {
            if (!name.equals("extension_type")) {
                json.put(Names.camel(name), value);
            }
        });
        try {
            return Handling.ofJson(json);
        } catch (ProblemException malformed) {
            throw malformed.within("/extensions/" + JsonPointers.escape(StixExtensions.HANDLING));
        }
    }
}
