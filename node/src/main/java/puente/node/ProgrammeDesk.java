package puente.node;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Engine;
import puente.exchange.Parties;
import puente.exchange.ReleasePreview;
import puente.exchange.Sender;
import puente.gateway.ocds.OcdsReleases;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.Origin;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * Where whoever answers for a programme works: makes the records of one and discloses them to the partner. They are open between the parties, and to
 * everybody where that is said, for statistics and audit; whether one leaves is decided by the sender under the agreement, as always.
 */
final class ProgrammeDesk {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final Programmes programmes;
    private final Channels channels;
    private final Partners partners;
    private final AgreementsHeld agreements;
    private final Proposing proposing;
    private final SecureRandom random;
    private final Journal journal;

    ProgrammeDesk(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            Programmes programmes,
            Channels channels,
            Partners partners,
            AgreementsHeld agreements,
            Proposing proposing,
            SecureRandom random,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.programmes = programmes;
        this.channels = channels;
        this.partners = partners;
        this.agreements = agreements;
        this.proposing = proposing;
        this.random = random;
        this.journal = journal;
    }

    /**
     * A record of one of {@link Programmes#KINDS} as it would be made: not yet kept.
     *
     * @param open whether everybody may see it
     */
    Record draft(String kind, Map<String, Object> fields, boolean synthetic, boolean open, Acting acting) {
        Map<String, Object> normal = RecordJson.fields(kind, fields);
        requireHeld(normal, Programmes.PROGRAMME, "node.programme.unknown");
        requireHeld(normal, Programmes.CONTRACT, "node.programme.no-contract");
        if (kind.equals(Programmes.CONTRACT)
                && !OcdsReleases.isProcess(Programmes.text(normal, "processIdentification"))) {
            throw new ProblemException(Problem.of(
                    "node.programme.ocid",
                    "/fields/processIdentification",
                    "value",
                    Programmes.text(normal, "processIdentification")));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Record(
                UUID.randomUUID(),
                1,
                kind,
                acting.agency(),
                now,
                handling(now, open),
                new Provenance(acting.agency().code(), synthetic),
                normal);
    }

    /** What belongs to a record of another kind names it in the field of that kind's name. */
    private void requireHeld(Map<String, Object> fields, String kind, String code) {
        if (fields.get(kind) instanceof String id && !programmes.holds(UUID.fromString(id), kind)) {
            throw new ProblemException(Problem.of(code, "/fields/" + kind, "record", id));
        }
    }

    private Handling handling(Instant now, boolean open) {
        Set<String> parties = new TreeSet<>(Set.of(configuration.party()));
        agreements
                .register()
                .inForce(now)
                .map(Engine::agreement)
                .ifPresent(agreement -> parties.addAll(agreement.parties().keySet()));
        Set<Agency> audience = new LinkedHashSet<>();
        parties.forEach(party -> audience.add(new Agency(party)));
        return new Handling(
                open ? Handling.Tlp.CLEAR : Handling.Tlp.GREEN,
                Set.of(),
                Set.of("audit", Programmes.PURPOSE),
                audience,
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.A, 1));
    }

    /** What it would take for a draft to leave. */
    Wish wish(Record record, Agency to) {
        return new Wish(List.of(record.id()), Optional.empty(), to, Programmes.PURPOSE, "", Set.of(), false, List.of());
    }

    /** Whether a draft could leave; nothing is kept, and nothing leaves. */
    ReleasePreview.Result decide(Record record, Agency to, Acting acting) {
        partners.nodeOf(to);
        StoredRecord stored = new StoredRecord(0, record, Origin.OWN, OptionalLong.empty());
        return new ReleasePreview(new Parties(configuration.party(), to.party()), agreements.rules(), clock, random)
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
        records.insert(record);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("record", record.id().toString());
        entry.put("kind", record.kind());
        entry.put("records", 1);
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        journal.write("record", acting.agency(), entry);
    }

    /** Discloses what was kept; refuses where the agreement does. */
    Tally disclose(Record record, Agency to, Acting acting, Language language) {
        Sender sender = channels.sender(new ChannelId(configuration.name(), partners.nodeOf(to)));
        Tally tally = new Tally(language);
        List<StoredRecord> own = records.own(List.of(record.id())).stream()
                .filter(each -> each.origin() instanceof Origin.Own)
                .toList();
        proposing.propose(own, wish(record, to), sender, acting, tally);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("to", to.code());
        entry.put("purpose", Programmes.PURPOSE);
        entry.put("disclosed", tally.disclosed);
        entry.put("refused", tally.refused);
        entry.put("waiting", tally.waiting.size());
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        journal.write("disclose", acting.agency(), entry);
        tally.requireAny();
        return tally;
    }
}
