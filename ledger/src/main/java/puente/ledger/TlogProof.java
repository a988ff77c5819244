package puente.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A self-contained proof that an entry is in a log (C2SP tlog-proof): index, inclusion proof and signed checkpoint, as text.
 *
 * @param extra opaque data that nothing authenticates; not empty where present
 * @param index the entry's index
 * @param path the inclusion proof, from the leaf's sibling to the root's child
 * @param checkpoint the note, with whatever cosignatures it carries
 */
public record TlogProof(Optional<byte[]> extra, long index, List<Hash> path, SignedNote checkpoint) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";

    /** Bytes of the largest proof accepted. */
    public static final int SIZE_MAX = 2 * SignedNote.SIZE_MAX;

    public TlogProof {
        path = List.copyOf(path);
        if (index < 0
                || path.size() > Proofs.LENGTH_MAX
                || extra.filter(each -> each.length == 0).isPresent()) {
            throw new IllegalArgumentException("no proof: index " + index + ", " + path.size() + " hashes");
        }
    }

    /** Reads a proof; {@code ledger.proof.malformed} with the line that is wrong, or what the note's reader says. */
    public static TlogProof parse(byte[] text) {
        if (text.length > SIZE_MAX) {
            throw malformed(1, "");
        }
        int blank = Lines.firstBlank(text);
        String head = blank < 0 ? "" : Utf8.decode(Arrays.copyOf(text, blank)).orElse("");
        String[] lines = head.split("\n", -1);
        if (!lines[0].equals(FIRST_LINE)) {
            throw malformed(1, lines[0]);
        }
        int at = 1;
        Optional<byte[]> extra = Optional.empty();
        if (at < lines.length && lines[at].startsWith("extra ")) {
            extra = Optional.of(decoded(lines, at));
            at++;
        }
        String indexLine = at < lines.length ? lines[at] : "";
        long index = indexLine.startsWith("index ") ? Decimal.parse(indexLine.substring("index ".length())) : -1;
        if (index < 0) {
            throw malformed(at + 1, indexLine);
        }
        List<Hash> path = new ArrayList<>();
        while (++at < lines.length) {
            try {
                path.add(Hash.parseBase64(lines[at]));
            } catch (LedgerException notAHash) {
                throw malformed(at + 1, lines[at]);
            }
            if (path.size() > Proofs.LENGTH_MAX) {
                throw malformed(at + 1, lines[at]);
            }
        }
        return new TlogProof(extra, index, path, SignedNote.parse(Arrays.copyOfRange(text, blank + 2, text.length)));
    }

    private static byte[] decoded(String[] lines, int at) {
        try {
            byte[] extra = StrictBase64.decode(lines[at].substring("extra ".length()));
            if (extra.length > 0) {
                return extra;
            }
        } catch (LedgerException notBase64) {
            throw malformed(at + 1, lines[at]);
        }
        throw malformed(at + 1, lines[at]);
    }

    private static LedgerException malformed(int line, String found) {
        return new LedgerException("ledger.proof.malformed", "line " + line, "found", Excerpt.of(found));
    }

    /** The proof as text, byte for byte what was parsed. */
    public byte[] encode() {
        StringBuilder head = new StringBuilder(FIRST_LINE).append('\n');
        extra.ifPresent(
                each -> head.append("extra ").append(StrictBase64.encode(each)).append('\n'));
        head.append("index ").append(index).append('\n');
        path.forEach(hash -> head.append(hash.base64()).append('\n'));
        byte[] start = Utf8.bytes(head.append('\n').toString());
        byte[] note = checkpoint.encode();
        byte[] whole = Arrays.copyOf(start, start.length + note.length);
        System.arraycopy(note, 0, whole, start.length, note.length);
        return whole;
    }

    /** Whether the leaf is in a log that the policy lists, by a checkpoint which that log signed and a quorum cosigned. */
    public Verdict verify(Hash leaf, WitnessPolicy policy) {
        return switch (policy.judge(checkpoint)) {
            case WitnessPolicy.Verdict.Unsatisfied no -> new Verdict.NotProven(no.fault());
            case WitnessPolicy.Verdict.Satisfied yes -> bind(leaf, yes.signatures());
        };
    }

    /** Whether the leaf is in the log of this origin, by a checkpoint that at least one of its keys signed. */
    public Verdict verify(Hash leaf, String origin, Collection<NoteVerifier> logKeys) {
        try {
            Checkpoint head = checkpoint.checkpoint();
            if (!head.origin().equals(origin)) {
                return new Verdict.NotProven(
                        Fault.of("ledger.log.origin", "checkpoint", "found", head.origin(), "expected", origin));
            }
            return bind(leaf, checkpoint.verify(logKeys).orThrow());
        } catch (LedgerException refusal) {
            return new Verdict.NotProven(Fault.of(refusal, "checkpoint"));
        }
    }

    private Verdict bind(Hash leaf, NoteVerdict.Verified signatures) {
        Checkpoint head = checkpoint.checkpoint();
        return Proofs.verifyInclusion(index, head.size(), leaf, path, head.root())
                ? new Verdict.Proven(head, signatures)
                : new Verdict.NotProven(Fault.of("ledger.proof.inclusion", "", "index", index, "size", head.size()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlogProof that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(index) + path.hashCode();
    }

    /** What a proof came to. */
    public sealed interface Verdict {
        /** The leaf is in the log of this checkpoint. */
        record Proven(Checkpoint checkpoint, NoteVerdict.Verified signatures) implements Verdict {}

        /** It is not shown to be; the fault's code is a key of the catalogue. */
        record NotProven(Fault fault) implements Verdict {}
    }
}
