package puente.agreement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** Small agreements, records and questions for the tests of this room. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final UUID ID = UUID.fromString("0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

    static final String HEAD = """
            id: example
            version: 1
            title: {es: Ejemplo, en: Example}
            preamble: {es: Preámbulo., en: Preamble.}
            effective: 2026-01-01
            nextReview: 2027-01-01
            parties:
              mx:
                label: {es: México, en: Mexico}
                agencies:
                  fgr: {label: {es: FGR, en: FGR}, vettedUntil: 2030-12-31, assurances: [no-torture]}
                  sspc:
                    label: {es: SSPC, en: SSPC}
                    vettedUntil: 2026-11-20
                    units:
                      norte: {vettedUntil: 2030-12-31}
              us:
                label: {es: Estados Unidos, en: United States}
                agencies:
                  atf: {label: {es: ATF, en: ATF}, vettedUntil: 2030-12-31}
                  cdc: {label: {es: CDC, en: CDC}}
            purposes:
              arms-trafficking: {label: {es: Tráfico de armas, en: Arms trafficking}}
              statistics: {label: {es: Estadística, en: Statistics}}
              judicial-cooperation: {label: {es: Cooperación judicial, en: Judicial cooperation}, evidence: true}
              humanitarian-rescue: {label: {es: Rescate, en: Rescue}}
            """;

    private Examples() {}

    static SortedMap<String, byte[]> files(String head, String... clauseFiles) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("agreement.yaml", head.getBytes(StandardCharsets.UTF_8));
        for (int at = 0; at < clauseFiles.length; at++) {
            files.put("clauses/" + (at + 1) + ".yaml", clauseFiles[at].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    static Agreement agreement(String... clauses) {
        return Agreement.parse(files(HEAD, clauses), Kinds.standard());
    }

    static Engine engine(String... clauses) {
        return Engine.of(agreement(clauses));
    }

    /** A clause on every act, kind and purpose, from all to all, unless {@code rest} says otherwise. */
    static String clause(String id, String effect, String... rest) {
        Map<String, String> members = new TreeMap<>(Map.of(
                "actions", "[disclose, read, reshare, export, match, request, grant]",
                "kinds", "all",
                "purposes", "all",
                "from", "all",
                "to", "all"));
        for (String each : rest) {
            int colon = each.indexOf(':');
            members.put(each.substring(0, colon), each.substring(colon + 1).strip());
        }
        return "- id: " + id + "\n  effect: " + effect + "\n  title: {es: Título, en: Title}\n"
                + "  text: {es: Texto., en: Text.}\n  source: {es: Artículo 1, en: Article 1}\n"
                + members.entrySet().stream()
                        .map(each -> "  " + each.getKey() + ": " + each.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    static Handling handling(String purposes, String audience) {
        return new Handling(
                Handling.Tlp.GREEN,
                Set.of(),
                words(purposes),
                words(audience).stream().map(Agency::new).collect(Collectors.toSet()),
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.B, 2));
    }

    static Set<String> words(String text) {
        return Stream.of(text.split(" ")).filter(each -> !each.isEmpty()).collect(Collectors.toSet());
    }

    static Record record(String kind, String agency, Handling handling, Map<String, Object> fields) {
        return new Record(
                ID,
                1,
                kind,
                new Agency(agency),
                Instant.parse("2026-11-01T00:00:00Z"),
                handling,
                new Provenance("test", true),
                new TreeMap<>(fields));
    }

    static Handling with(Handling handling, Handling.Tlp tlp) {
        return new Handling(
                tlp,
                handling.codes(),
                handling.purposes(),
                handling.audience(),
                handling.originatorConsent(),
                handling.retainUntil(),
                handling.grading());
    }

    static Handling with(Handling handling, Handling.HandlingCode code) {
        return new Handling(
                handling.tlp(),
                Set.of(code),
                handling.purposes(),
                handling.audience(),
                handling.originatorConsent(),
                handling.retainUntil(),
                handling.grading());
    }

    static Handling withConsentNeeded(Handling handling) {
        return new Handling(
                handling.tlp(),
                handling.codes(),
                handling.purposes(),
                handling.audience(),
                true,
                handling.retainUntil(),
                handling.grading());
    }

    static Handling retained(Handling handling, LocalDate until) {
        return new Handling(
                handling.tlp(),
                handling.codes(),
                handling.purposes(),
                handling.audience(),
                handling.originatorConsent(),
                Optional.of(until),
                handling.grading());
    }

    static Question question(Action action, String actor, String recipient, Record record, String purpose) {
        return new Question(action, new Agency(actor), new Agency(recipient), record, purpose, Context.at(NOW));
    }

    /** The same question in other circumstances. */
    static Question at(Question question, Context context) {
        return new Question(
                question.action(),
                question.actor(),
                question.recipient(),
                question.record(),
                question.purpose(),
                context);
    }

    /** mx/fgr discloses a firearm to us/atf for arms-trafficking. */
    static Question disclosure() {
        return question(Action.DISCLOSE, "mx/fgr", "us/atf", firearm(), "arms-trafficking");
    }

    static Record firearm() {
        return record(
                "firearm",
                "mx/fgr",
                handling("arms-trafficking statistics judicial-cooperation", "us mx"),
                Map.of("itemMakeName", "Colt", "itemStatus", "seized"));
    }

    static String reason(Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> "permitted " + permitted.clauseIds();
            case Decision.Refused refused -> refused.reason().code();
        };
    }
}
