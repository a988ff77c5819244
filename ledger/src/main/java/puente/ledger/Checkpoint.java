package puente.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A log's tree head (C2SP tlog-checkpoint): the text of the note that a log signs.
 *
 * @param origin the log's identity: one line, not empty
 * @param size how many entries the tree has
 * @param root the RFC 6962 root hash at that size
 * @param extensions further lines, each not empty; logs of Puente write none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin) || size < 0 || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException("no checkpoint: origin '" + Excerpt.of(origin) + "', size " + size);
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    private static boolean isLine(String line) {
        return !line.isEmpty() && Utf8.isEncodable(line) && line.chars().allMatch(each -> each >= ' ');
    }

    /** The note text: three lines or more, each with its newline. */
    public byte[] text() {
        StringBuilder text = new StringBuilder();
        text.append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return Utf8.bytes(text.toString());
    }

    /** Reads a note text; {@code ledger.checkpoint.malformed} with the line that is wrong. */
    public static Checkpoint parse(byte[] text) {
        String whole = Utf8.decode(text).orElseThrow(() -> malformed(1, "UTF-8"));
        if (!whole.endsWith("\n")) {
            throw malformed(1, "newline");
        }
        String[] lines = whole.substring(0, whole.length() - 1).split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            if (!isLine(lines[line])) {
                throw malformed(line + 1, Excerpt.of(lines[line]));
            }
        }
        if (lines.length < 3) {
            throw malformed(lines.length, Excerpt.of(lines[lines.length - 1]));
        }
        long size = Decimal.parse(lines[1]);
        if (size < 0) {
            throw malformed(2, Excerpt.of(lines[1]));
        }
        Hash root;
        try {
            root = Hash.parseBase64(lines[2]);
        } catch (LedgerException notAHash) {
            throw malformed(3, Excerpt.of(lines[2]));
        }
        return new Checkpoint(lines[0], size, root, Arrays.asList(lines).subList(3, lines.length));
    }

    static Optional<Checkpoint> tryParse(byte[] text) {
        try {
            return Optional.of(parse(text));
        } catch (LedgerException none) {
            return Optional.empty();
        }
    }

    /** What a signed note claims, its signatures not looked at: for a log's own storage, never for a partner's word. */
    public static Checkpoint ofUnverified(byte[] note) {
        return parse(SignedNote.parse(note).text());
    }

    private static LedgerException malformed(int line, String found) {
        return new LedgerException("ledger.checkpoint.malformed", "line " + line, "found", found);
    }

    /** The note over this checkpoint with a signature by each signer. */
    public SignedNote sign(Instant time, List<NoteSigner> signers) {
        return SignedNote.sign(text(), time, signers);
    }
}
