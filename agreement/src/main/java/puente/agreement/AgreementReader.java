package puente.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/** Reads a whole agreement from its files, and finds everything that is wrong with it in one pass. */
final class AgreementReader {
    static final String MAIN = "agreement.yaml";
    static final String CLAUSES = "clauses/";

    /** The most clauses of one agreement. */
    static final int CLAUSES_MAX = 20_000;

    /** The most files of clauses. */
    static final int FILES_MAX = 1_000;

    /** The most parties, agencies of one party, and purposes. */
    static final int PARTIES_MAX = 8;

    static final int AGENCIES_MAX = 128;
    static final int PURPOSES_MAX = 128;

    /** The most problems reported at once. */
    static final int PROBLEMS_MAX = 500;

    private static final int VERSION_MAX = 1_000_000;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern PARTY = Pattern.compile("[a-z]{2,8}");
    private static final Pattern AGENCY = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final List<Problem> problems = new ArrayList<>();
    private final Kinds kinds;

    private AgreementReader(Kinds kinds) {
        this.kinds = kinds;
    }

    /** @param files contents by name relative to the folder, with {@code /} */
    static Agreement read(SortedMap<String, byte[]> files, Kinds kinds) {
        return new AgreementReader(kinds).read(files);
    }

    private Agreement read(SortedMap<String, byte[]> files) {
        byte[] main = files.get(MAIN);
        if (main == null) {
            throw new ProblemException(Problem.of("agreement.folder.main-missing", MAIN));
        }
        Agreement head = new YamlFile(MAIN, problems)
                .mapping(main)
                .map(this::head)
                .orElseThrow(() -> new ProblemException(problems));
        ClauseReader reader =
                new ClauseReader(head.parties(), head.purposes().keySet(), kinds, new Conditions(kinds), problems);
        List<Clause> clauses = new ArrayList<>();
        SortedMap<String, byte[]> rest = new TreeMap<>(files);
        rest.remove(MAIN);
        if (rest.size() > FILES_MAX) {
            throw new ProblemException(Problem.of("agreement.folder.too-many-files", CLAUSES, "most", FILES_MAX));
        }
        for (Map.Entry<String, byte[]> file : rest.entrySet()) {
            clauses.addAll(reader.read(file.getKey(), file.getValue()));
            if (clauses.size() > CLAUSES_MAX) {
                throw new ProblemException(
                        Problem.of("agreement.folder.too-many-clauses", file.getKey(), "most", CLAUSES_MAX));
            }
            if (problems.size() > PROBLEMS_MAX) {
                break;
            }
        }
        if (clauses.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.of("agreement.folder.no-clauses", CLAUSES));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    problems.stream().distinct().limit(PROBLEMS_MAX).toList());
        }
        clauses.sort(Comparator.comparing(Clause::id));
        return head.withClauses(clauses);
    }

    private Agreement head(YamlMapping yaml) {
        String id = yaml.text("id");
        if (yaml.has("id") && !ID.matcher(id).matches()) {
            yaml.note("agreement.head.id", "id", "value", YamlMapping.clip(id));
        }
        int version = yaml.number("version", VERSION_MAX);
        Bilingual title = yaml.bilingual("title");
        Bilingual preamble = yaml.bilingual("preamble");
        LocalDate effective = yaml.date("effective");
        LocalDate nextReview = yaml.date("nextReview");
        if (yaml.has("effective") && yaml.has("nextReview") && !nextReview.isAfter(effective)) {
            yaml.note("agreement.head.review-before-effect", "nextReview");
        }
        Optional<AgreementHash> supersedes = supersedes(yaml, version);
        Agreement head = new Agreement(
                id,
                version,
                title,
                preamble,
                parties(yaml),
                purposes(yaml),
                effective,
                supersedes,
                yaml.text("witnesses", ""),
                nextReview,
                List.of(),
                kinds);
        yaml.finish();
        return head;
    }

    private static Optional<AgreementHash> supersedes(YamlMapping yaml, int version) {
        if (!yaml.has("supersedes")) {
            if (version > 1) {
                yaml.note("agreement.head.supersedes-missing", "supersedes");
            }
            return Optional.empty();
        }
        String hash = yaml.text("supersedes");
        if (!HASH.matcher(hash).matches()) {
            yaml.note("agreement.head.supersedes", "supersedes", "value", YamlMapping.clip(hash));
            return Optional.empty();
        }
        if (version == 1) {
            yaml.note("agreement.head.supersedes-first", "supersedes");
        }
        return Optional.of(new AgreementHash(hash));
    }

    private SortedMap<String, Party> parties(YamlMapping head) {
        SortedMap<String, Party> parties = new TreeMap<>();
        Optional<YamlMapping> yaml = head.mapping("parties");
        if (yaml.isEmpty()) {
            return parties;
        }
        if (yaml.get().names().size() < 2 || yaml.get().names().size() > PARTIES_MAX) {
            head.note("agreement.head.parties", "parties", "most", PARTIES_MAX);
        }
        for (String name : yaml.get().names()) {
            if (!PARTY.matcher(name).matches()) {
                yaml.get().note("agreement.head.party", name, "value", YamlMapping.clip(name));
                yaml.get().mapping(name);
                continue;
            }
            yaml.get().mapping(name).ifPresent(party -> parties.put(name, party(name, party)));
        }
        return parties;
    }

    private Party party(String name, YamlMapping yaml) {
        Bilingual label = yaml.bilingual("label");
        SortedMap<Agency, Member> agencies = new TreeMap<>();
        yaml.mapping("agencies").ifPresent(members -> {
            if (members.names().isEmpty() || members.names().size() > AGENCIES_MAX) {
                yaml.note("agreement.head.agencies", "agencies", "most", AGENCIES_MAX);
                return;
            }
            for (String each : members.names()) {
                if (!AGENCY.matcher(each).matches()) {
                    members.note("agreement.head.agency", each, "value", YamlMapping.clip(each));
                    members.mapping(each);
                    continue;
                }
                Agency agency = new Agency(name + "/" + each);
                members.mapping(each).ifPresent(member -> agencies.put(agency, member(agency, member)));
            }
        });
        yaml.finish();
        return new Party(name, label, agencies);
    }

    private static Member member(Agency agency, YamlMapping yaml) {
        Bilingual label = yaml.bilingual("label");
        Member.Facts facts = facts(yaml);
        SortedMap<String, Member.Facts> units = new TreeMap<>();
        yaml.optionalMapping("units").ifPresent(all -> {
            for (String unit : all.names()) {
                if (!ID.matcher(unit).matches()) {
                    all.note("agreement.head.unit", unit, "value", YamlMapping.clip(unit));
                }
                all.mapping(unit).ifPresent(each -> {
                    units.put(unit, facts(each));
                    each.finish();
                });
            }
        });
        yaml.finish();
        return new Member(agency, label, facts, units);
    }

    private static Member.Facts facts(YamlMapping yaml) {
        List<String> assurances = yaml.optionalList("assurances");
        for (String each : assurances) {
            if (!ID.matcher(each).matches()) {
                yaml.note("agreement.head.assurance", "assurances", "value", YamlMapping.clip(each));
            }
        }
        return new Member.Facts(yaml.optionalDate("vettedUntil"), new TreeSet<>(assurances));
    }

    private SortedMap<String, Purpose> purposes(YamlMapping head) {
        SortedMap<String, Purpose> purposes = new TreeMap<>();
        Optional<YamlMapping> yaml = head.mapping("purposes");
        if (yaml.isEmpty()) {
            return purposes;
        }
        Set<String> names = new HashSet<>(yaml.get().names());
        if (names.isEmpty() || names.size() > PURPOSES_MAX) {
            head.note("agreement.head.purposes", "purposes", "most", PURPOSES_MAX);
        }
        for (String name : yaml.get().names()) {
            if (!ID.matcher(name).matches()) {
                yaml.get().note("agreement.head.purpose", name, "value", YamlMapping.clip(name));
            }
            Optional<YamlMapping> purpose = yaml.get().mapping(name);
            if (purpose.isPresent()) {
                Bilingual label = purpose.get().bilingual("label");
                boolean evidence = purpose.get().flag("evidence");
                purpose.get().finish();
                purposes.put(name, new Purpose(name, label, evidence));
            }
        }
        return purposes;
    }
}
