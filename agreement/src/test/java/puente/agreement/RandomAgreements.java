package puente.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** Agreements and questions drawn from a seed, shaped so that permits, forbids and failing conditions all happen often. */
final class RandomAgreements {
    private static final List<String> KINDS =
            List.of("person", "vehicle", "firearm", "seizure", "observation", "sighting");

    /** String fields by kind, with values that occur; a question may lack any of them. */
    private static final Map<String, Map<String, List<String>>> STRINGS = Map.of(
            "person", Map.of("personSexCode", List.of("female", "male"), "personBirthDate", List.of("1990", "2012-05")),
            "vehicle",
                    Map.of(
                            "itemStatus", List.of("stolen", "wanted", "in-use"),
                            "itemMakeName", List.of("Nissan", "Ford")),
            "firearm", Map.of("itemStatus", List.of("seized", "stolen"), "itemMakeName", List.of("Colt", "Glock")),
            "seizure", Map.of("substanceCategory", List.of("fentanyl", "cocaine", "heroin")),
            "observation", Map.of("indicator", List.of("us.cbp.drug-seizure-weight", "mx.sesnsp.victims")),
            "sighting", Map.of("sightingSource", List.of("resident", "officer", "radar")));

    private static final List<String> ROLES = List.of("journalist", "human-rights-defender", "witness");
    private static final List<String> ASSURANCES = List.of("no-torture", "no-death-penalty");
    private static final List<String> UNITS = List.of("norte", "sur");

    private final Random random;
    private final List<String> kinds;
    private final List<String> agencies;
    private final List<String> purposes;
    private final List<String> ends;

    /** One clause of this many is a forbid. */
    private final int forbidOneOf;

    /** The most that a clause names of anything. */
    private final int namedMax;

    /** Few names, each clause reaching far: whatever can interact does. */
    RandomAgreements(long seed) {
        this(seed, KINDS, List.of("aa", "bb", "cc", "dd"), List.of(), 4, Integer.MAX_VALUE);
    }

    private RandomAgreements(
            long seed,
            List<String> kinds,
            List<String> agencies,
            List<String> morePurposes,
            int forbidOneOf,
            int namedMax) {
        this.random = new Random(seed);
        this.kinds = kinds;
        this.agencies = agencies;
        this.purposes = new ArrayList<>(PURPOSES);
        purposes.addAll(morePurposes);
        this.ends = new ArrayList<>(List.of("mx", "us"));
        for (String party : List.of("mx", "us")) {
            agencies.forEach(agency -> ends.add(party + "/" + agency));
        }
        this.forbidOneOf = forbidOneOf;
        this.namedMax = namedMax;
    }

    /** As a large agreement would be: forty agencies a party and forty purposes, of which a clause names three at most. */
    static RandomAgreements spread(long seed) {
        List<String> kinds = new ArrayList<>(KINDS);
        kinds.addAll(List.of("firearm-recovery", "incident", "organization", "shipment"));
        return new RandomAgreements(seed, kinds, numbered("agency-", 40), numbered("purpose-", 36), 10, 3);
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    Agreement agreement(int clauses) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < clauses; at++) {
            text.append(clause("c" + at));
        }
        return Agreement.parse(Examples.files(head(), text.toString()), Kinds.standard());
    }

    private String head() {
        StringBuilder head = new StringBuilder("""
                id: random
                version: 1
                title: {es: Azar, en: Chance}
                preamble: {es: Azar., en: Chance.}
                effective: 2026-01-01
                nextReview: 2027-01-01
                parties:
                """);
        for (String party : List.of("mx", "us")) {
            head.append("  ").append(party).append(":\n    label: {es: P, en: P}\n    agencies:\n");
            for (String agency : agencies) {
                head.append("      ")
                        .append(agency)
                        .append(":\n        label: {es: A, en: A}\n")
                        .append(facts(8));
                head.append("        units:\n          norte:\n").append("            assurances: [no-torture]\n");
                head.append(facts(12));
            }
        }
        head.append("purposes:\n");
        purposes.stream()
                .filter(purpose -> !PURPOSES.contains(purpose))
                .forEach(purpose -> head.append("  ").append(purpose).append(": {label: {es: F, en: F}}\n"));
        return head.append("  arms-trafficking: {label: {es: F, en: F}}\n")
                .append("  statistics: {label: {es: F, en: F}}\n")
                .append("  judicial-cooperation: {label: {es: F, en: F}, evidence: true}\n")
                .append("  missing-persons: {label: {es: F, en: F}}\n")
                .toString();
    }

    private static final List<String> PURPOSES =
            List.of("arms-trafficking", "statistics", "judicial-cooperation", "missing-persons");

    private String facts(int indent) {
        String facts = "";
        if (random.nextInt(3) > 0) {
            facts += " ".repeat(indent) + "vettedUntil: 202" + (5 + random.nextInt(3)) + "-11-21\n";
        }
        if (indent == 8 && random.nextBoolean()) {
            facts += " ".repeat(indent) + "assurances: " + some(ASSURANCES) + "\n";
        }
        return facts;
    }

    String clause(String id) {
        boolean forbid = random.nextInt(forbidOneOf) == 0;
        List<String> kinds = some(this.kinds);
        String when = random.nextInt(3) == 0 ? "" : "  when: \"" + condition(kinds, 3) + "\"\n";
        return "- id: " + id + "\n  effect: " + (forbid ? "forbid" : "permit")
                + "\n  title: {es: T, en: T}\n  text: {es: T, en: T}\n  source: {es: T, en: T}\n"
                + "  actions: " + some(List.of("disclose", "read", "reshare", "export", "match", "request", "grant"))
                + "\n  kinds: " + kinds
                + "\n  purposes: " + some(purposes)
                + "\n  from: " + (forbid || random.nextBoolean() ? "all" : some(ends))
                + "\n  to: " + (random.nextInt(3) == 0 ? "all" : some(ends)) + "\n" + when
                + (forbid || random.nextBoolean() ? "" : "  obligations: {" + obligation(kinds) + "}\n");
    }

    private String obligation(List<String> kinds) {
        return switch (random.nextInt(6)) {
            case 0 -> "redact: [" + (kinds.equals(List.of("observation")) ? "comment" : "relatedRecord") + "]";
            case 1 -> "reducePlace: " + one(List.of("tenth-degree", "area", "state", "country"));
            case 2 -> "twoPersonApproval: true";
            case 3 -> "retainDays: " + (1 + random.nextInt(1000));
            case 4 -> "originatorConsent: true, useReceipt: true";
            default -> "retainUntil: 2027-0" + (1 + random.nextInt(9)) + "-15";
        };
    }

    /** A condition that every one of the kinds can be asked. */
    private String condition(List<String> kinds, int depth) {
        if (depth > 0 && random.nextInt(5) > 1) {
            return switch (random.nextInt(3)) {
                case 0 -> "(" + condition(kinds, depth - 1) + ") && (" + condition(kinds, depth - 1) + ")";
                case 1 -> "(" + condition(kinds, depth - 1) + ") || (" + condition(kinds, depth - 1) + ")";
                default -> "!(" + condition(kinds, depth - 1) + ")";
            };
        }
        Map<String, List<String>> fields =
                kinds.size() == 1 ? STRINGS.getOrDefault(kinds.getFirst(), Map.of()) : Map.of();
        if (!fields.isEmpty() && random.nextInt(3) > 0) {
            String field = one(new ArrayList<>(new TreeMap<>(fields).keySet()));
            String path = "record." + field;
            String value = "'" + one(fields.get(field)) + "'";
            return switch (random.nextInt(5)) {
                case 0 -> "has(" + path + ")";
                case 1 -> path + " == " + value;
                case 2 -> path + " != " + value;
                case 3 -> path + " in [" + value + ", 'other']";
                default -> "has(" + path + ") && " + path + " == " + value;
            };
        }
        if (kinds.equals(List.of("person")) && random.nextBoolean()) {
            return switch (random.nextInt(5)) {
                case 0 -> "record.personAgeMeasure < " + (10 + random.nextInt(40));
                case 1 -> "has(record.personAgeMeasure) && record.personAgeMeasure >= 18";
                case 2 -> "'" + one(ROLES) + "' in record.personProtectedRole";
                case 3 -> "record.personProtectedRole.exists(r, r in ['" + one(ROLES) + "', 'lawyer'])";
                default -> "has(record.personProtectedRole) && size(record.personProtectedRole) > 0";
            };
        }
        return switch (random.nextInt(12)) {
            case 0 -> "recipient.vettedUntil >= today";
            case 1 -> "!has(recipient.vettedUntil) || recipient.vettedUntil < today";
            case 2 -> "'" + one(ASSURANCES) + "' in recipient.assurances";
            case 3 -> "context.approvals >= " + random.nextInt(3);
            case 4 -> "context.originatorConsent";
            case 5 -> "'" + one(purposes) + "' in record.handling.purposes";
            case 6 -> "record.handling.tlp == '" + one(List.of("CLEAR", "GREEN", "AMBER")) + "'";
            case 7 -> "record.handling.retainUntil > '2026-12-01'";
            case 8 -> "record.party == actor.party";
            case 9 -> "recipient.unit == 'norte'";
            case 10 -> "record.synthetic";
            default -> "action != 'export' && purpose == '" + one(purposes) + "'";
        };
    }

    /** A question that one of the agreement's clauses reaches, three times of four. */
    Question question(Agreement agreement) {
        Clause clause =
                agreement.clauses().get(random.nextInt(agreement.clauses().size()));
        boolean aimed = random.nextInt(4) > 0;
        List<Agency> agencies = new ArrayList<>();
        agreement.parties().keySet().forEach(party -> agencies.add(new Agency(party)));
        agreement
                .parties()
                .values()
                .forEach(party -> agencies.addAll(party.agencies().keySet()));
        Action action = aimed ? one(List.copyOf(clause.actions())) : one(List.of(Action.values()));
        Agency from = aimed ? member(agreement, clause.from()) : one(agencies);
        Agency recipient = aimed ? member(agreement, clause.to()) : one(agencies);
        String kind = aimed ? one(List.copyOf(clause.kinds())) : one(kinds);
        String purpose = aimed
                ? one(List.copyOf(clause.purposes()))
                : one(List.copyOf(agreement.purposes().keySet()));
        Agency originator = action == Action.READ || random.nextInt(4) > 0 ? from : one(agencies);
        Agency actor = action == Action.READ ? recipient : from;
        Set<String> purposes =
                new HashSet<>(some(List.copyOf(agreement.purposes().keySet())));
        Set<Agency> audience = new HashSet<>(Set.of(one(agencies)));
        if (random.nextInt(5) > 0) {
            purposes.add(purpose);
        }
        if (random.nextInt(5) > 0) {
            audience.add(random.nextBoolean() ? recipient : new Agency(recipient.party()));
        }
        Handling handling = new Handling(
                one(List.of(
                        Handling.Tlp.CLEAR,
                        Handling.Tlp.GREEN,
                        Handling.Tlp.GREEN,
                        Handling.Tlp.AMBER,
                        Handling.Tlp.AMBER_STRICT,
                        Handling.Tlp.RED)),
                random.nextInt(4) > 0 ? Set.of() : Set.of(one(List.of(Handling.HandlingCode.values()))),
                purposes,
                audience,
                random.nextInt(5) == 0,
                random.nextInt(3) > 0
                        ? Optional.empty()
                        : Optional.of(LocalDate.of(2026, 11, 19).plusDays(random.nextInt(30))),
                new Handling.Grading(Handling.Grading.Reliability.B, 2));
        Record record = new Record(
                Examples.ID,
                1 + random.nextInt(3),
                kind,
                originator,
                Examples.NOW,
                handling,
                new Provenance("random", random.nextBoolean()),
                fields(kind));
        Context context = new Context(
                Examples.NOW,
                random.nextBoolean() ? Set.of() : random.nextBoolean() ? Set.of("a") : Set.of("a", "b"),
                random.nextInt(3) == 0,
                random.nextInt(3) > 0 ? "" : one(UNITS),
                random.nextInt(3) > 0
                        ? Standing.UNKNOWN
                        : new Standing(
                                one(List.of("auditor", "administrator", "supervisor", "analyst")),
                                one(List.of("multi-factor", "single-factor")),
                                one(List.of("journal.read", "approvals", "imports", "tokens"))));
        return new Question(action, actor, recipient, record, purpose, context);
    }

    private Map<String, Object> fields(String kind) {
        Map<String, Object> fields = new HashMap<>();
        STRINGS.getOrDefault(kind, Map.of()).forEach((field, values) -> {
            if (random.nextInt(4) > 0) {
                fields.put(field, one(values));
            }
        });
        if (kind.equals("person")) {
            if (random.nextInt(3) > 0) {
                fields.put("personAgeMeasure", (long) random.nextInt(80));
            }
            if (random.nextBoolean()) {
                fields.put("personProtectedRole", List.of(one(ROLES)));
            }
        }
        return fields;
    }

    private Agency member(Agreement agreement, Collection<Agency> named) {
        Agency chosen = one(List.copyOf(named));
        Party party = agreement.parties().get(chosen.party());
        return chosen.code().equals(party.name()) && random.nextInt(4) > 0
                ? one(List.copyOf(party.agencies().keySet()))
                : chosen;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        List<String> chosen = new ArrayList<>(of);
        java.util.Collections.shuffle(chosen, random);
        int size = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(Math.min(namedMax, of.size()));
        return List.copyOf(chosen.subList(0, size));
    }
}
