package puente.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import puente.agreement.Action;
import puente.agreement.AgreementHash;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Forms;
import puente.record.Handling;
import puente.record.PlainJson;
import puente.record.ProblemException;
import puente.store.Disclosure.Evidence;

/**
 * The canonical form of a disclosure, written and read member by member in the order of RFC 8785. A node does this for every
 * record that passes, so there is no tree in between, and nothing read is written again to see whether it was canonical.
 *
 * <p>{@link #read} knows exactly what {@link #write} writes. Of anything else it only says that it is not that; {@link
 * LeafCodec#parse} then finds out what is wrong, or that it is a leaf of another sort.
 */
final class DisclosedForm {
    private static final byte[] ACTION = Forms.ascii("{\"action\":");
    private static final byte[] ACTOR = Forms.ascii(",\"actor\":");
    private static final byte[] AGENCY = Forms.ascii(",\"agency\":");
    private static final byte[] AGREEMENT = Forms.ascii(",\"agreement\":");
    private static final byte[] APPROVALS = Forms.ascii(",\"approvals\":");
    private static final byte[] AT = Forms.ascii(",\"at\":");
    private static final byte[] CLAUSES = Forms.ascii(",\"clauses\":");
    private static final byte[] EVIDENCE = Forms.ascii(",\"evidence\":");
    private static final byte[] HANDLING = Forms.ascii(",\"handling\":");
    private static final byte[] KIND = Forms.ascii(",\"kind\":");
    private static final byte[] LENGTH = Forms.ascii(",\"length\":");
    private static final byte[] CONSENTED = Forms.ascii(",\"originatorConsent\":true");
    private static final byte[] PAYLOAD = Forms.ascii(",\"payload\":");
    private static final byte[] PURPOSE = Forms.ascii(",\"purpose\":");
    private static final byte[] RECIPIENT = Forms.ascii(",\"recipient\":");
    private static final byte[] RECORD = Forms.ascii(",\"record\":");
    private static final byte[] TYPE = Forms.ascii(",\"type\":");
    private static final byte[] UNIT = Forms.ascii(",\"unit\":");
    private static final byte[] USE_RECEIPT = Forms.ascii(",\"useReceipt\":");
    private static final byte[] VERSION = Forms.ascii(",\"version\":");
    private static final byte[] END = Forms.ascii("}");

    private static final byte[] LIST = Forms.ascii("[");
    private static final byte[] COMMA = Forms.ascii(",");
    private static final byte[] LIST_END = Forms.ascii("]");
    private static final byte[] FILE_LENGTH = Forms.ascii("{\"length\":");
    private static final byte[] FILE_SHA256 = Forms.ascii(",\"sha256\":");

    private static final String DISCLOSE = "disclose";
    private static final String CORRECT = "correct";

    private DisclosedForm() {}

    static byte[] write(Leaf.Disclosed leaf) {
        CanonicalJson out = new CanonicalJson(1024);
        out.ascii(ACTION);
        out.plain(leaf.action().code());
        out.ascii(ACTOR);
        out.plain(leaf.header().actor().code());
        out.ascii(AGENCY);
        out.plain(leaf.agency().code());
        out.ascii(AGREEMENT);
        out.plain(leaf.header().agreement().hex());
        if (!leaf.approvals().isEmpty()) {
            out.ascii(APPROVALS);
            out.texts(leaf.approvals());
        }
        out.ascii(AT);
        out.string(LeafMembers.instant(leaf.header().at()));
        out.ascii(CLAUSES);
        out.texts(leaf.header().clauses());
        if (!leaf.evidence().isEmpty()) {
            out.ascii(EVIDENCE);
            writeFiles(leaf.evidence(), out);
        }
        out.ascii(HANDLING);
        out.handling(leaf.handling());
        out.ascii(KIND);
        out.string(leaf.kind());
        out.ascii(LENGTH);
        out.integer(leaf.length());
        if (leaf.originatorConsent()) {
            out.ascii(CONSENTED);
        }
        out.ascii(PAYLOAD);
        out.plain(leaf.payload().hex());
        out.ascii(PURPOSE);
        out.string(leaf.purpose());
        out.ascii(RECIPIENT);
        out.plain(leaf.recipient().code());
        out.ascii(RECORD);
        out.plain(leaf.record().toString());
        out.ascii(TYPE);
        out.plain(leaf.correction() ? CORRECT : DISCLOSE);
        if (!leaf.unit().isEmpty()) {
            out.ascii(UNIT);
            out.string(leaf.unit());
        }
        out.ascii(USE_RECEIPT);
        out.truth(leaf.useReceipt());
        out.ascii(VERSION);
        out.integer(leaf.version());
        out.ascii(END);
        return out.toBytes();
    }

    private static void writeFiles(List<Evidence> files, CanonicalJson out) {
        byte[] mark = LIST;
        for (Evidence file : files) {
            out.ascii(mark);
            out.ascii(FILE_LENGTH);
            out.integer(file.length());
            out.ascii(FILE_SHA256);
            out.string(file.sha256());
            out.ascii(END);
            mark = COMMA;
        }
        out.ascii(LIST_END);
    }

    /** The disclosure whose canonical bytes these are, or null. */
    static Leaf.@Nullable Disclosed read(byte[] bytes) {
        try {
            return disclosed(PlainJson.canonical(bytes));
        } catch (PlainJson.Departure | ProblemException refused) {
            return null;
        }
    }

    private static Leaf.Disclosed disclosed(PlainJson in) throws PlainJson.Departure {
        in.expect(ACTION);
        Action action = LeafCodec.action(in.text());
        in.expect(ACTOR);
        Agency actor = new Agency(in.text());
        in.expect(AGENCY);
        Agency agency = new Agency(in.text());
        in.expect(AGREEMENT);
        AgreementHash agreement = new AgreementHash(in.text());
        SortedSet<String> approvals = in.skip(APPROVALS) ? approvals(in) : Collections.emptySortedSet();
        in.expect(AT);
        Instant at = Forms.instant(in.text());
        in.expect(CLAUSES);
        List<String> clauses = in.texts(LeafCodec.CLAUSES_MAX);
        for (String clause : clauses) {
            PlainJson.check(LeafMembers.isName(clause));
        }
        List<Evidence> evidence = in.skip(EVIDENCE) ? files(in) : List.of();
        in.expect(HANDLING);
        Handling handling = in.handling();
        in.expect(KIND);
        String kind = in.text();
        in.expect(LENGTH);
        long length = in.whole();
        boolean consented = in.skip(CONSENTED);
        in.expect(PAYLOAD);
        String payload = in.text();
        in.expect(PURPOSE);
        String purpose = in.text();
        in.expect(RECIPIENT);
        Agency recipient = new Agency(in.text());
        in.expect(RECORD);
        UUID record = Forms.uuid(in.text());
        in.expect(TYPE);
        String type = in.text();
        String unit = in.skip(UNIT) ? unit(in) : "";
        in.expect(USE_RECEIPT);
        boolean useReceipt = in.truth();
        in.expect(VERSION);
        long version = in.whole();
        in.expect(END);
        in.end();
        PlainJson.check(LeafMembers.isName(kind)
                && length > Payload.SALT_BYTES
                && length <= Payload.BYTES_MAX
                && Forms.isDigest(payload)
                && LeafMembers.isName(purpose)
                && (type.equals(DISCLOSE) || type.equals(CORRECT))
                && version >= 1
                && version <= Integer.MAX_VALUE);
        if (at == null || record == null) {
            throw LeafMembers.wrong(at == null ? "at" : "record");
        }
        return new Leaf.Disclosed(
                new Leaf.Header(at, actor, agreement, clauses),
                type.equals(CORRECT),
                action,
                record,
                (int) version,
                kind,
                agency,
                recipient,
                purpose,
                unit,
                approvals,
                consented,
                useReceipt,
                handling,
                evidence,
                new Sha256(payload),
                (int) length);
    }

    /** An empty list of approvals is not written at all, as is an empty unit. */
    private static SortedSet<String> approvals(PlainJson in) throws PlainJson.Departure {
        SortedSet<String> approvals = new TreeSet<>();
        for (String officer : in.texts(LeafCodec.APPROVALS_MAX)) {
            PlainJson.check(!officer.isBlank()
                    && officer.length() <= LeafCodec.TEXT_MAX
                    && (approvals.isEmpty() || approvals.last().compareTo(officer) < 0));
            approvals.add(officer);
        }
        PlainJson.check(!approvals.isEmpty());
        return approvals;
    }

    private static String unit(PlainJson in) throws PlainJson.Departure {
        String unit = in.text();
        PlainJson.check(!unit.isEmpty() && unit.length() <= LeafCodec.TEXT_MAX);
        return unit;
    }

    private static List<Evidence> files(PlainJson in) throws PlainJson.Departure {
        List<Evidence> files = new ArrayList<>();
        in.expect(LIST);
        do {
            in.expect(FILE_LENGTH);
            long length = in.whole();
            in.expect(FILE_SHA256);
            String sha256 = in.text();
            in.expect(END);
            PlainJson.check(length >= 0 && Forms.isDigest(sha256) && files.size() < LeafCodec.EVIDENCE_MAX);
            files.add(new Evidence(sha256, length));
        } while (in.skip(COMMA));
        in.expect(LIST_END);
        return files;
    }
}
