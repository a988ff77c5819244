package puente.exchange;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Action;
import puente.agreement.AgreementHash;
import puente.agreement.AgreementRegister;
import puente.agreement.DemonstrationAgreement;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure.Evidence;

/** Fixed material for tests and for the vectors of docs/protocol/03-channels.md. */
final class Samples {
    static final Instant AT = Instant.parse("2026-11-21T18:10:43.123Z");
    static final UUID RECORD = UUID.fromString("0b6a1c9e-7f1d-4f7e-9a63-2d5e8f4c1a10");
    static final ChannelId CHANNEL = new ChannelId("mx", "us");
    static final Agency FGR = new Agency("mx/fgr");
    static final Agency ATF = new Agency("us/atf");
    static final String PURPOSE = "arms-trafficking";
    static final Rules RULES = Rules.of(AgreementRegister.of(List.of(DemonstrationAgreement.load())));
    /** Of no agreement: vectors must not change with the demonstration's wording. */
    static final AgreementHash AGREEMENT = new AgreementHash("5e".repeat(32));

    static final NodeKeys MX = NodeKeys.generate("mx", new Counting(1));
    static final NodeKeys US = NodeKeys.generate("us", new Counting(2));

    private Samples() {}

    /** Bytes that count up from a start: vectors must come out the same everywhere. */
    static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int next;

        Counting(int first) {
            this.next = first;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) next++;
            }
        }
    }

    static Handling handling(Optional<LocalDate> until) {
        return new Handling(
                Handling.Tlp.AMBER,
                Set.of(Handling.HandlingCode.H1),
                Set.of(PURPOSE),
                Set.of(new Agency("mx"), new Agency("us")),
                false,
                until,
                new Handling.Grading(Handling.Grading.Reliability.B, 2));
    }

    static Record vehicle(int version, String make) {
        return new Record(
                RECORD,
                version,
                "vehicle",
                FGR,
                AT,
                new Handling(
                        Handling.Tlp.AMBER,
                        Set.of(),
                        Set.of(PURPOSE),
                        Set.of(new Agency("mx"), new Agency("us")),
                        false,
                        Optional.of(LocalDate.parse("2027-06-30")),
                        new Handling.Grading(Handling.Grading.Reliability.B, 2)),
                new Provenance("sample", true),
                new TreeMap<>(Map.of("itemStatus", "stolen", "itemMakeName", make)));
    }

    static byte[] payload(Record record) {
        return Payload.of(RecordCodec.standard().canonical(record), new Counting(7));
    }

    static Leaf.Header header(List<String> clauses) {
        return new Leaf.Header(AT, FGR, AGREEMENT, clauses);
    }

    static Leaf.Disclosed disclosed(Record record, byte[] payload) {
        return new Leaf.Disclosed(
                header(List.of("ad-vehicles")),
                false,
                Action.DISCLOSE,
                record.id(),
                record.version(),
                record.kind(),
                record.agency(),
                ATF,
                PURPOSE,
                "",
                new TreeSet<>(Set.of("officer-1")),
                false,
                false,
                record.handling(),
                List.of(),
                Sha256.of(payload),
                payload.length);
    }

    /** Of the agreement in force: what a follower takes. */
    static Leaf.Header inForce(String... clauses) {
        return new Leaf.Header(AT, FGR, RULES.inForce(AT).orElseThrow().hash(), List.of(clauses));
    }

    /** A disclosure that the agreement in force permits, and whose reading asks for a receipt. */
    static Leaf.Disclosed permitted(Record record, byte[] payload) {
        return disclosed(inForce("ad-vehicles"), record, payload, ATF, PURPOSE);
    }

    static Leaf.Disclosed disclosed(
            Leaf.Header header, Record record, byte[] payload, Agency recipient, String purpose) {
        Leaf.Disclosed it = disclosed(record, payload);
        return new Leaf.Disclosed(
                header,
                false,
                it.action(),
                it.record(),
                it.version(),
                it.kind(),
                it.agency(),
                recipient,
                purpose,
                "",
                it.approvals(),
                false,
                true,
                it.handling(),
                List.of(),
                it.payload(),
                it.length());
    }

    /** The channel as the receiver opens it. */
    static void openIncoming(ChannelStore store) {
        store.open(CHANNEL, ChannelState.Role.INCOMING, MX.log(CHANNEL).vkey());
    }

    /** One leaf of each sort, by a name. */
    static Map<String, Leaf> leaves() {
        Record first = vehicle(1, "Nissan");
        Leaf.Disclosed plain = disclosed(first, payload(first));
        Leaf.Disclosed full = new Leaf.Disclosed(
                plain.header(),
                true,
                Action.RESHARE,
                RECORD,
                2,
                "vehicle",
                ATF,
                ATF,
                PURPOSE,
                "arms-tracing",
                new TreeSet<>(Set.of("officer-1", "officer-2")),
                true,
                true,
                handling(Optional.of(LocalDate.parse("2027-01-01"))),
                List.of(new Evidence("ab".repeat(32), 2_147_483_648L)),
                plain.payload(),
                plain.length());
        Map<String, Leaf> leaves = new java.util.LinkedHashMap<>();
        leaves.put("disclose", plain);
        leaves.put("correct", full);
        leaves.put("withdraw", new Leaf.Withdrawn(header(List.of()), RECORD));
        leaves.put("expire", new Leaf.Expired(header(List.of()), RECORD, 1));
        leaves.put("receipt-purged", new Leaf.Purged(header(List.of()), 41));
        leaves.put("receipt-used", new Leaf.Used(header(List.of("ad-vehicles")), RECORD, 1, PURPOSE));
        leaves.put("rotate", new Leaf.Rotated(header(List.of()), MX.log(CHANNEL).vkey()));
        return leaves;
    }

    static Introduction introduction() {
        return Introduction.of(
                MX,
                "mx",
                URI.create("https://localhost:9471"),
                "not a real certificate".getBytes(StandardCharsets.US_ASCII));
    }
}
