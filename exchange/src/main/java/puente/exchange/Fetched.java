package puente.exchange;

import java.util.List;
import puente.ledger.TreeUpdate;
import puente.record.Record;

/**
 * Entries that follow a log's edge, proven to be the sender's, parsed, and with all that stands beside them: everything about a
 * batch that can be known without this node's books. It is cut where the payloads would become too many or the key changes.
 *
 * @param tree the entries appended to the edge, in memory
 * @param leaves one an entry
 * @param entries their bytes; perhaps more of them than leaves
 * @param contents what stands beside each leaf
 * @param provenSize the size up to which the sender's signature proves the log
 */
record Fetched(TreeUpdate tree, List<Leaf> leaves, List<byte[]> entries, List<Content> contents, long provenSize) {
    /** What stands beside a leaf. */
    sealed interface Content {
        /** Nothing: it discloses nothing. */
        record None() implements Content {}

        /** A record whose digest and description fit and that the agreement permits, its canonical bytes, and its payload. */
        record Arrived(Record record, byte[] canonical, byte[] payload) implements Content {}

        /** A payload that is said to have ended, by a later entry. */
        record Gone(long endedBy) implements Content {}
    }

    long first() {
        return tree.oldSize();
    }

    long end() {
        return tree.newSize();
    }
}
