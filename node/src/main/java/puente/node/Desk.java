package puente.node;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.exchange.Parties;
import puente.exchange.ReleasePreview;
import puente.exchange.Sender;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Language;
import puente.record.Provenance;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.Origin;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * Where officers make records and disclose each to a partner at once, for one purpose. Whether one leaves is decided by the sender under the
 * agreement, as always; it is asked before anything is kept, so that a refusal leaves nothing half done.
 */
abstract sealed class Desk permits ProgrammeDesk, RequestDesk {
    /** What every desk of a node works with. */
    record Means(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            Channels channels,
            Partners partners,
            AgreementsHeld agreements,
            Proposing proposing,
            SecureRandom random,
            Journal journal) {}

    final Means means;
    private final String purpose;

    Desk(Means means, String purpose) {
        this.means = means;
        this.purpose = purpose;
    }

    final Instant now() {
        return means.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A first version of a statement of the acting agency: not yet kept. */
    final Record made(String kind, Map<String, Object> normal, Handling handling, boolean synthetic, Acting acting) {
        return new Record(
                UUID.randomUUID(),
                1,
                kind,
                acting.agency(),
                now(),
                handling,
                new Provenance(acting.agency().code(), synthetic),
                normal);
    }

    /** What it would take for a draft to leave. */
    Wish wish(Record record, Agency to) {
        return new Wish(List.of(record.id()), Optional.empty(), to, purpose, "", Set.of(), false, List.of());
    }

    /** Whether a draft could leave; nothing is kept, and nothing leaves. */
    ReleasePreview.Result decide(Record record, Agency to, Acting acting) {
        means.partners().nodeOf(to);
        StoredRecord stored = new StoredRecord(0, record, Origin.OWN, OptionalLong.empty());
        return new ReleasePreview(
                        new Parties(means.configuration().party(), to.party()),
                        means.agreements().rules(),
                        means.clock(),
                        means.random())
                .of(Proposing.proposal(stored, wish(record, to), acting));
    }

    /** Refuses before anything is kept: what cannot reach the other side leaves nothing half done here. */
    void requireMayLeave(Record record, Agency to, Acting acting, String path) {
        if (decide(record, to, acting) instanceof ReleasePreview.Result.Refused refused) {
            throw Decisions.refused(refused.decision(), path);
        }
    }

    /** Keeps a draft. */
    void keep(Record record, Acting acting) {
        means.records().insert(record);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("record", record.id().toString());
        entry.put("kind", record.kind());
        entry.put("records", 1);
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        means.journal().write("record", acting.agency(), entry);
    }

    /** Discloses what was kept; refuses where the agreement does. */
    Tally disclose(Record record, Agency to, Acting acting, Language language) {
        Sender sender = means.channels()
                .sender(new ChannelId(
                        means.configuration().name(), means.partners().nodeOf(to)));
        Tally tally = new Tally(language);
        List<StoredRecord> own = means.records().own(List.of(record.id())).stream()
                .filter(each -> each.origin() instanceof Origin.Own)
                .toList();
        means.proposing().propose(own, wish(record, to), sender, acting, tally);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("to", to.code());
        entry.put("purpose", purpose);
        entry.put("disclosed", tally.disclosed);
        entry.put("refused", tally.refused);
        entry.put("waiting", tally.waiting.size());
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        means.journal().write("disclose", acting.agency(), entry);
        tally.requireAny();
        return tally;
    }
}
