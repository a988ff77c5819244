package puente.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The body of {@code add-checkpoint} (C2SP tlog-witness): an old size line, consistency proof lines, an empty line, a
 * checkpoint.
 */
record WitnessRequest(long oldSize, List<Hash> consistency, SignedNote note, Checkpoint checkpoint) {
    /** Reads a body; {@code ledger.witness.request} with the line that is wrong, or what the note's reader says. */
    static WitnessRequest parse(byte[] body) {
        if (body.length > Witness.REQUEST_SIZE_MAX) {
            throw new LedgerException(
                    "ledger.witness.size", "", "size", body.length, "limit", Witness.REQUEST_SIZE_MAX);
        }
        int blank = Lines.firstBlank(body);
        String head = blank < 0 ? "" : Utf8.decode(Arrays.copyOf(body, blank)).orElse("");
        String[] lines = head.split("\n", -1);
        long oldSize = lines[0].startsWith("old ") ? Decimal.parse(lines[0].substring("old ".length())) : -1;
        if (oldSize < 0) {
            throw malformed(1, lines[0]);
        }
        List<Hash> consistency = new ArrayList<>();
        for (int at = 1; at < lines.length; at++) {
            if (at > Proofs.LENGTH_MAX) {
                throw malformed(at + 1, lines[at]);
            }
            try {
                consistency.add(Hash.parseBase64(lines[at]));
            } catch (LedgerException notAHash) {
                throw malformed(at + 1, lines[at]);
            }
        }
        SignedNote note = SignedNote.parse(Arrays.copyOfRange(body, blank + 2, body.length));
        return new WitnessRequest(oldSize, consistency, note, note.checkpoint());
    }

    private static LedgerException malformed(int line, String found) {
        return new LedgerException("ledger.witness.request", "line " + line, "found", Excerpt.of(found));
    }

    static byte[] encode(long oldSize, List<Hash> consistency, byte[] checkpoint) {
        StringBuilder head = new StringBuilder("old ").append(oldSize).append('\n');
        consistency.forEach(hash -> head.append(hash.base64()).append('\n'));
        byte[] start = Utf8.bytes(head.append('\n').toString());
        byte[] body = Arrays.copyOf(start, start.length + checkpoint.length);
        System.arraycopy(checkpoint, 0, body, start.length, checkpoint.length);
        return body;
    }
}
