package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A text signed by one or more keys (C2SP signed-note). Immutable. Parsing is strict: {@link #encode} gives back exactly the
 * bytes that were parsed.
 */
public final class SignedNote {
    /** Bytes of the largest note accepted: sixteen of the largest post-quantum signatures fit many times. */
    public static final int SIZE_MAX = 1 << 20;

    /** Signatures accepted at most; the standard demands that sixteen be. */
    public static final int SIGNATURES_MAX = 64;

    private final byte[] text;
    private final List<NoteSignature> signatures;

    private SignedNote(byte[] text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /** A text signed by each of the signers; timed signatures say {@code time}, in whole seconds. */
    public static SignedNote sign(byte[] text, Instant time, List<NoteSigner> signers) {
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("a note has at least one signature");
        }
        checkText(text);
        return new SignedNote(
                text.clone(),
                signers.stream().map(signer -> signer.sign(text, time)).toList());
    }

    /** Reads a note; {@code ledger.note.*} says what is wrong. */
    public static SignedNote parse(byte[] note) {
        if (note.length > SIZE_MAX) {
            throw new LedgerException("ledger.note.size", "", "size", note.length, "limit", SIZE_MAX);
        }
        String whole = decoded(note);
        int blank = whole.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 == whole.length() || !whole.endsWith("\n")) {
            throw new LedgerException("ledger.note.malformed", "");
        }
        String[] lines = whole.substring(blank + 2, whole.length() - 1).split("\n", -1);
        if (lines.length > SIGNATURES_MAX) {
            throw new LedgerException("ledger.note.signatures", "", "count", lines.length, "limit", SIGNATURES_MAX);
        }
        return new SignedNote(
                Utf8.bytes(whole.substring(0, blank + 1)),
                Arrays.stream(lines).map(NoteSignature::parse).toList());
    }

    private static String decoded(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] >= 0 && bytes[at] < ' ' && bytes[at] != '\n') {
                throw new LedgerException("ledger.note.character", "byte " + at);
            }
        }
        return Utf8.decode(bytes).orElseThrow(() -> new LedgerException("ledger.note.encoding", ""));
    }

    private static void checkText(byte[] text) {
        if (text.length == 0 || text[text.length - 1] != '\n') {
            throw new LedgerException("ledger.note.malformed", "");
        }
        decoded(text);
    }

    /** The signed text, with its final newline. */
    public byte[] text() {
        return text.clone();
    }

    public List<NoteSignature> signatures() {
        return signatures;
    }

    /** The text as a checkpoint; {@code ledger.checkpoint.malformed} if it is none. Its truth depends on {@link #verify}. */
    public Checkpoint checkpoint() {
        return Checkpoint.parse(text);
    }

    /** The same note with further signature lines; one that stands in it already, byte for byte, is not repeated. */
    public SignedNote with(Collection<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /** The same note with only those signature lines that are wanted. */
    public SignedNote keeping(Predicate<NoteSignature> wanted) {
        return new SignedNote(text, signatures.stream().filter(wanted).toList());
    }

    /** The same note with one key's signatures replaced by a newer one, or with it added: fresh cosignatures do not pile up. */
    public SignedNote replacing(NoteSignature newer) {
        List<NoteSignature> kept = new ArrayList<>(signatures);
        kept.removeIf(each -> each.keyId() == newer.keyId() && each.name().equals(newer.name()));
        kept.add(newer);
        return new SignedNote(text, kept);
    }

    /** The note's bytes. */
    public byte[] encode() {
        StringBuilder lines = new StringBuilder("\n");
        signatures.forEach(each -> lines.append(each.line()));
        byte[] tail = Utf8.bytes(lines.toString());
        byte[] note = Arrays.copyOf(text, text.length + tail.length);
        System.arraycopy(tail, 0, note, text.length, tail.length);
        return note;
    }

    /**
     * Verifies every signature by a known key; others are ignored, even those that share a name or an id (but not both) with a
     * known key.
     *
     * @return {@link NoteVerdict.Forged} if any signature by a known key fails, whatever the others say;
     *     {@link NoteVerdict.Unsigned} if no known key signed
     * @throws LedgerException {@code ledger.key.ambiguous} if two different known keys share name and id
     */
    public NoteVerdict verify(Collection<NoteVerifier> known) {
        List<NoteVerdict.Signed> signed = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            Optional<NoteVerifier> key = only(known, signature);
            if (key.isEmpty()) {
                continue;
            }
            if (!key.get().verify(text, signature)) {
                return new NoteVerdict.Forged(key.get());
            }
            signed.add(new NoteVerdict.Signed(
                    key.get(), key.get().type().timed() ? Optional.of(signature.time()) : Optional.empty()));
        }
        return signed.isEmpty() ? new NoteVerdict.Unsigned() : new NoteVerdict.Verified(signed);
    }

    private static Optional<NoteVerifier> only(Collection<NoteVerifier> known, NoteSignature signature) {
        List<NoteVerifier> named = known.stream()
                .filter(key -> key.isNamedBy(signature))
                .distinct()
                .toList();
        if (named.size() > 1) {
            throw new LedgerException("ledger.key.ambiguous", "", "key", named.getFirst());
        }
        return named.stream().findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedNote that && Arrays.equals(text, that.text) && signatures.equals(that.signatures);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(text);
    }

    @Override
    public String toString() {
        return new String(encode(), UTF_8);
    }
}
