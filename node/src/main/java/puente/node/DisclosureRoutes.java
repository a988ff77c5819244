package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import puente.exchange.Sender;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.FolderEvidenceStore;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * What leaves: disclosures, one by one or by the hundred thousand, and where each record stands.
 *
 * <p><b>Problem.</b> One request may put a hundred thousand records to a channel, each of which is decided for itself, may wait
 * for a second person, and may be refused; the caller must learn what became of all of them, and nothing may leave twice.
 *
 * <p><b>Invariants.</b> Whether anything leaves is decided by the sender under the agreement in force, never here. A permitted
 * act stands in the channel's log with its clauses; a refused or waiting one stands in the journal before the answer goes out.
 * A filter chooses own records only. What waits for a person is answered at
 * {@link ApprovalRoutes}, what was disclosed ends at {@link EndingRoutes}.
 *
 * <p><b>Failure modes.</b> A request that breaks off after its first page has disclosed that page: sending it again is safe,
 * for what stands already is counted as {@code already}. Where everything was refused the answer is a problem document with the
 * deciding clauses; where something left, it is a tally. A stopped channel refuses with its fault.
 */
final class DisclosureRoutes {
    /** How many refusals one answer tells apart; the rest are counted. */
    static final int REFUSALS_SHOWN_MAX = 100;

    private final NodeConfiguration configuration;
    private final RecordStore records;
    private final ChannelStore store;
    private final Channels channels;
    private final Partners partners;
    private final FolderEvidenceStore files;
    private final Journal journal;
    private final Proposing proposing;

    DisclosureRoutes(
            NodeConfiguration configuration,
            RecordStore records,
            ChannelStore store,
            Channels channels,
            Partners partners,
            FolderEvidenceStore files,
            Journal journal,
            Proposing proposing) {
        this.configuration = configuration;
        this.records = records;
        this.store = store;
        this.channels = channels;
        this.partners = partners;
        this.files = files;
        this.journal = journal;
        this.proposing = proposing;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/disclosures", configuration.limits().requestBytes(), this::disclose),
                Route.get("/api/v1/records/{id}/disclosures", this::disclosures));
    }

    private void disclose(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        Wish wish = Wish.parse(RequestBody.object(request, configuration));
        if (!(wish.approvals().isEmpty() && !wish.originatorConsent()) && !Acting.statesForOthers()) {
            throw new ProblemException(Problem.of("node.disclosure.stated-approval", "/approvals"));
        }
        EvidenceRoutes.requireHeld(files, wish.evidence());
        Language language = Reader.language(request, configuration.language());
        Sender sender = channels.sender(new ChannelId(configuration.name(), partners.nodeOf(wish.recipient())));
        Tally tally = new Tally(language);
        if (wish.filter().isPresent()) {
            all(wish, sender, acting, tally);
        } else {
            List<StoredRecord> own = records.own(wish.records());
            Map<UUID, StoredRecord> found = new TreeMap<>();
            own.forEach(each -> found.put(each.record().id(), each));
            List<StoredRecord> chosen = new ArrayList<>();
            for (UUID id : wish.records()) {
                chosen.add(Optional.ofNullable(found.get(id))
                        .or(() -> records.find(id, Optional.of(wish.purpose())))
                        .orElseThrow(() -> RecordRoutes.notHeld(id)));
            }
            proposing.propose(chosen, wish, sender, acting, tally);
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("to", wish.recipient().code());
        entry.put("purpose", wish.purpose());
        entry.put("disclosed", tally.disclosed);
        entry.put("refused", tally.refused);
        entry.put("waiting", tally.waiting.size());
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        journal.write("disclose", acting.agency(), entry);
        tally.requireAny();
        HttpServer.json(request, tally.show());
    }

    private void all(Wish wish, Sender sender, Acting acting, Tally tally) {
        Proposing.Stream stream = proposing.stream(wish, sender, acting, tally);
        ChannelId channel = sender.channel();
        Lead lead = new Lead(() -> store.state(channel), () -> channels.takenUpTo(channel));
        records.each(wish.filter().orElseThrow().limit(RecordQuery.LIMIT_MAX).build(), batch -> {
            lead.await();
            stream.take(batch);
        });
        stream.finish();
    }

    private void disclosures(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        List<Object> active = new ArrayList<>();
        List<Object> uses = new ArrayList<>();
        for (ChannelId outgoing : channels.outgoing()) {
            for (ChannelId channel : List.of(outgoing, outgoing.reverse())) {
                store.activeDisclosures(channel, List.of(id))
                        .forEach(each -> active.add(DisclosureListRoutes.book(each)));
                store.uses(channel, id)
                        .forEach(use -> uses.add(Map.of(
                                "channel",
                                channel.path(),
                                "entry",
                                use.entry(),
                                "agency",
                                use.agency(),
                                "purpose",
                                use.purpose(),
                                "at",
                                use.at().toString())));
            }
        }
        journal.write("disclosures", acting.agency(), Map.of("record", id.toString()));
        HttpServer.json(request, Map.of("active", active, "uses", uses));
    }
}
