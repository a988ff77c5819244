package puente.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The versioned set of clauses between parties: a document that a lawyer and the engine both read.
 *
 * @param id what the document is called: {@code demonstration}; the same for all its versions
 * @param version 1, 2, 3 …
 * @param title its title
 * @param preamble its opening words
 * @param parties the signatories, by code
 * @param purposes the purposes it knows, by name
 * @param effective the first day (UTC) on which it is in force
 * @param supersedes the hash of the agreement it replaces; empty for a first one
 * @param witnesses the witness policy for channels under it (C2SP tlog-policy text); empty asks for none
 * @param nextReview when the parties review it
 * @param clauses in order of id
 * @param kinds the kinds its clauses were checked against
 */
public record Agreement(
        String id,
        int version,
        Bilingual title,
        Bilingual preamble,
        SortedMap<String, Party> parties,
        SortedMap<String, Purpose> purposes,
        LocalDate effective,
        Optional<AgreementHash> supersedes,
        String witnesses,
        LocalDate nextReview,
        List<Clause> clauses,
        Kinds kinds) {

    public Agreement {
        parties = Collections.unmodifiableSortedMap(new TreeMap<>(parties));
        purposes = Collections.unmodifiableSortedMap(new TreeMap<>(purposes));
        clauses = clauses.stream().sorted(Comparator.comparing(Clause::id)).toList();
    }

    /**
     * Reads {@code agreement.yaml} and {@code clauses/*.yaml}, and checks everything there is to check against the standard
     * kinds. Other files in the folder (signatures, a read-me) are not part of the agreement.
     *
     * @throws ProblemException with all problems at once, each at its {@code file:line:field}
     */
    public static Agreement load(Path folder) {
        return load(folder, Kinds.standard());
    }

    /** {@link #load(Path)} against other kinds. */
    public static Agreement load(Path folder, Kinds kinds) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Path main = folder.resolve(AgreementReader.MAIN);
        if (!Files.isRegularFile(main)) {
            throw new ProblemException(Problem.of("agreement.folder.main-missing", main.toString()));
        }
        try {
            files.put(AgreementReader.MAIN, read(main));
            Path clauses = folder.resolve(AgreementReader.CLAUSES);
            if (Files.isDirectory(clauses)) {
                try (Stream<Path> listing = Files.list(clauses)) {
                    List<Path> found = listing.filter(
                                    file -> file.getFileName().toString().endsWith(".yaml"))
                            .limit(AgreementReader.FILES_MAX + 1L)
                            .toList();
                    for (Path file : found) {
                        files.put(AgreementReader.CLAUSES + file.getFileName(), read(file));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the agreement in " + folder, unreadable);
        }
        return parse(files, kinds);
    }

    /** A file, or as much of it as shows that it is too large. */
    private static byte[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(YamlFile.BYTES_MAX + 1);
        }
    }

    /**
     * Reads an agreement from its files' contents.
     *
     * @param files contents by name: {@code agreement.yaml}, {@code clauses/…}
     * @throws ProblemException as {@link #load(Path)}
     */
    public static Agreement parse(SortedMap<String, byte[]> files, Kinds kinds) {
        return AgreementReader.read(files, kinds);
    }

    /** What is signed, and what stamps every disclosure. */
    public AgreementHash hash() {
        return AgreementJson.hash(this);
    }

    /** Every agency with the facts the parties attest of it. */
    public Map<Agency, Member> members() {
        Map<Agency, Member> members = new HashMap<>();
        parties.values().forEach(party -> members.putAll(party.agencies()));
        return members;
    }

    /** The clause of an id, if there is one. */
    public Optional<Clause> clause(String clauseId) {
        return clauses.stream().filter(clause -> clause.id().equals(clauseId)).findFirst();
    }

    /** The same agreement with other clauses. */
    public Agreement withClauses(List<Clause> others) {
        return new Agreement(
                id,
                version,
                title,
                preamble,
                parties,
                purposes,
                effective,
                supersedes,
                witnesses,
                nextReview,
                others,
                kinds);
    }
}
