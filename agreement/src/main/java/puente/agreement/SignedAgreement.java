package puente.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import puente.ledger.LedgerException;
import puente.ledger.NoteSignature;
import puente.ledger.NoteSigner;
import puente.ledger.NoteVerdict;
import puente.ledger.NoteVerifier;
import puente.ledger.SignedNote;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * An agreement and the parties' signatures over it: a C2SP signed note whose text names what is signed.
 *
 * <pre>{@code
 * puente/agreement/v1
 * id demonstration
 * version 1
 * hash 3f0c…
 * effective 2026-01-01
 *
 * — mx-agreement <base64>
 * }</pre>
 *
 * The parties may sign one after the other: {@link #signedBy} adds lines. Nothing here trusts a signature that
 * {@link #verify} has not checked.
 */
public final class SignedAgreement {
    /** The note's file beside {@code agreement.yaml}. */
    public static final String FILE = "agreement.note";

    private final Agreement agreement;
    private final SignedNote note;

    private SignedAgreement(Agreement agreement, SignedNote note) {
        this.agreement = agreement;
        this.note = note;
    }

    /** What the parties sign: four facts that name one agreement and no other. */
    public static byte[] text(Agreement agreement) {
        return ("puente/agreement/v1\nid " + agreement.id() + "\nversion " + agreement.version() + "\nhash "
                        + agreement.hash().hex() + "\neffective " + agreement.effective() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An agreement with first signatures. */
    public static SignedAgreement sign(Agreement agreement, List<NoteSigner> signers) {
        return new SignedAgreement(agreement, SignedNote.sign(text(agreement), Instant.EPOCH, signers));
    }

    /** The same agreement with further signatures; who signed already is not repeated. */
    public SignedAgreement signedBy(List<NoteSigner> signers) {
        return new SignedAgreement(
                agreement,
                note.with(signers.stream()
                        .map(signer -> signer.sign(note.text(), Instant.EPOCH))
                        .toList()));
    }

    /**
     * The same agreement with those signatures of another note over it that verify under these keys; others are left out, so that
     * nobody fills the note with lines that mean nothing.
     */
    public SignedAgreement with(SignedAgreement other, Collection<PartyKeys> keys) {
        return new SignedAgreement(
                agreement,
                note.with(other.note.signatures().stream()
                        .filter(each -> isBy(each, keys))
                        .toList()));
    }

    /** The same agreement with only those signatures that verify under these keys; at least one must. */
    public SignedAgreement onlyBy(Collection<PartyKeys> keys) {
        return new SignedAgreement(agreement, note.keeping(each -> isBy(each, keys)));
    }

    private boolean isBy(NoteSignature signature, Collection<PartyKeys> keys) {
        return keys.stream()
                .flatMap(each -> Stream.of(each.ed25519(), each.mlDsa44()))
                .anyMatch(key -> key.verify(note.text(), signature));
    }

    /** The parties that signed with both of their keys. */
    public SortedSet<String> signers(Collection<PartyKeys> keys) {
        SortedSet<String> signers = new TreeSet<>();
        for (PartyKeys each : keys) {
            if (Stream.of(each.ed25519(), each.mlDsa44())
                    .allMatch(key -> note.signatures().stream().anyMatch(line -> key.verify(note.text(), line)))) {
                signers.add(each.party());
            }
        }
        return signers;
    }

    /**
     * Reads a note and holds it against the agreement.
     *
     * @throws ProblemException if it is no note ({@code ledger.note.*}) or one over another agreement
     */
    public static SignedAgreement parse(Agreement agreement, byte[] note) {
        SignedNote parsed;
        try {
            parsed = SignedNote.parse(note);
        } catch (LedgerException malformed) {
            throw new ProblemException(
                    new Problem(malformed.code(), FILE + at(malformed.position()), malformed.arguments()));
        }
        if (!Arrays.equals(parsed.text(), text(agreement))) {
            throw new ProblemException(Problem.of(
                    "agreement.signature.other-agreement",
                    FILE,
                    "id",
                    agreement.id(),
                    "version",
                    agreement.version(),
                    "hash",
                    agreement.hash()));
        }
        return new SignedAgreement(agreement, parsed);
    }

    private static String at(String position) {
        return position.isEmpty() ? "" : ":" + position;
    }

    /** Loads the agreement and its note from a folder. */
    public static SignedAgreement load(Path folder, Kinds kinds) {
        Agreement agreement = Agreement.load(folder, kinds);
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of("agreement.signature.absent", file.toString()));
        }
        try (var in = Files.newInputStream(file)) {
            return parse(agreement, in.readNBytes(SignedNote.SIZE_MAX + 1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** Writes the note beside the agreement, in one step: a reader sees the old file or the new one. */
    public void save(Path folder) {
        Path file = folder.resolve(FILE);
        Path fresh = folder.resolve(FILE + ".new");
        try {
            Files.write(fresh, note.encode());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }

    /** The agreement, whether or not anyone signed it. */
    public Agreement agreement() {
        return agreement;
    }

    /** The note's bytes. */
    public byte[] encode() {
        return note.encode();
    }

    /**
     * Everything that keeps the agreement from being in force between its parties; empty if every party signed with both
     * of its keys.
     */
    public List<Problem> verify(Collection<PartyKeys> keys) {
        List<Problem> problems = new ArrayList<>();
        Map<String, PartyKeys> byParty = new HashMap<>();
        List<NoteVerifier> known = new ArrayList<>();
        for (PartyKeys each : keys) {
            byParty.put(each.party(), each);
            for (NoteVerifier key : List.of(each.ed25519(), each.mlDsa44())) {
                if (known.stream().anyMatch(key::sharesKeyWith)) {
                    problems.add(Problem.of("agreement.signature.shared-key", FILE, "key", key));
                }
                known.add(key);
            }
        }
        switch (note.verify(known)) {
            case NoteVerdict.Forged forged ->
                problems.add(Problem.of("agreement.signature.forged", FILE, "key", forged.key()));
            case NoteVerdict.Unsigned unsigned -> missing(byParty, new NoteVerdict.Verified(List.of()), problems);
            case NoteVerdict.Verified verified -> missing(byParty, verified, problems);
        }
        return List.copyOf(problems);
    }

    private void missing(Map<String, PartyKeys> byParty, NoteVerdict.Verified verified, List<Problem> problems) {
        for (String party : agreement.parties().keySet()) {
            PartyKeys keys = byParty.get(party);
            if (keys == null) {
                problems.add(Problem.of("agreement.signature.unknown-party", FILE, "party", party));
                continue;
            }
            for (NoteVerifier key : List.of(keys.ed25519(), keys.mlDsa44())) {
                if (!verified.by(key)) {
                    problems.add(Problem.of(
                            "agreement.signature.missing", FILE, "party", party, "type", key.type(), "key", key));
                }
            }
        }
    }

    /**
     * The agreement, signed by all.
     *
     * @throws ProblemException with everything that {@link #verify} finds
     */
    public Agreement verified(Collection<PartyKeys> keys) {
        List<Problem> problems = verify(keys);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return agreement;
    }
}
