package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Agreement;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Obligation;
import puente.agreement.Question;
import puente.exchange.Parties;
import puente.exchange.Proposal;
import puente.exchange.ReleasePreview;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.FolderEvidenceStore;
import puente.store.Origin;
import puente.store.Page;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * What a disclosure would let out, before anybody lets it: for each record the decision with its clauses, what they oblige to, who is
 * still missing, and the record exactly as it would leave. It is decided by the same rules as the disclosure itself; nothing is
 * appended and nothing waits, and the preview stands in the journal.
 *
 * <p>A partner's record is decided too, but never shown: its content is read for a purpose and with a receipt, or not at all.
 */
final class PreviewRoutes {
    /** Records in one preview. */
    static final int RECORDS_MAX = 100;

    /** Stands for the officer who is still missing, so that what would leave after the approval can be shown. */
    private static final String SOMEBODY = "?";

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final ChannelStore store;
    private final Partners partners;
    private final FolderEvidenceStore files;
    private final AgreementsHeld agreements;
    private final Journal journal;
    private final SecureRandom random;

    PreviewRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            ChannelStore store,
            Partners partners,
            FolderEvidenceStore files,
            AgreementsHeld agreements,
            Journal journal,
            SecureRandom random) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.store = store;
        this.partners = partners;
        this.files = files;
        this.agreements = agreements;
        this.journal = journal;
        this.random = random;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/disclosures/preview", configuration.limits().requestBytes(), this::preview));
    }

    private void preview(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        RequestObject body = RequestBody.object(request, configuration);
        if (body.texts("records").size() > RECORDS_MAX) {
            body.refuse("records", "≤ " + RECORDS_MAX);
        }
        Wish wish = Wish.parse(body);
        EvidenceRoutes.requireHeld(files, wish.evidence());
        ChannelId channel = new ChannelId(configuration.name(), partners.nodeOf(wish.recipient()));
        Chosen chosen = chosen(wish);
        Previewer previewer = new Previewer(wish, acting, channel);
        List<Object> shown = new ArrayList<>();
        chosen.records().forEach(each -> shown.add(previewer.of(each)));
        Map<String, Object> entry = new TreeMap<>();
        entry.put("to", wish.recipient().code());
        entry.put("purpose", wish.purpose());
        entry.put(
                "records",
                chosen.records().stream()
                        .map(each -> each.record().id().toString())
                        .toList());
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        journal.write("preview", acting.agency(), entry);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("channel", channel.path());
        answer.put("to", wish.recipient().code());
        answer.put("purpose", wish.purpose());
        agreements
                .register()
                .inForce(clock.instant())
                .ifPresent(engine -> answer.put("agreement", engine.hash().hex()));
        answer.put("counts", previewer.counts);
        answer.put("records", shown);
        answer.put("missing", chosen.missing());
        answer.put("more", chosen.more());
        HttpServer.json(request, answer);
    }

    /**
     * What a request chose.
     *
     * @param missing ids that are not held
     * @param more whether a filter finds more than a preview shows
     */
    private record Chosen(List<StoredRecord> records, List<String> missing, boolean more) {}

    private Chosen chosen(Wish wish) {
        if (wish.filter().isPresent()) {
            Page page = records.search(
                    wish.filter().orElseThrow().limit(RECORDS_MAX).build());
            return new Chosen(page.records(), List.of(), page.next().isPresent());
        }
        List<StoredRecord> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (UUID id : wish.records()) {
            Optional<StoredRecord> one = records.own(List.of(id)).stream()
                    .findFirst()
                    .or(() -> records.find(id, Optional.of(wish.purpose())));
            one.ifPresentOrElse(found::add, () -> missing.add(id.toString()));
        }
        return new Chosen(found, missing, false);
    }

    /** Previews the records of one request. */
    private final class Previewer {
        private final Wish wish;
        private final Acting acting;
        private final ChannelId channel;
        private final ReleasePreview release;
        private final Map<String, Integer> counts = new LinkedHashMap<>();

        Previewer(Wish wish, Acting acting, ChannelId channel) {
            this.wish = wish;
            this.acting = acting;
            this.channel = channel;
            this.release = new ReleasePreview(
                    new Parties(configuration.party(), wish.recipient().party()), agreements.rules(), clock, random);
            List.of("leaves", "already", "waits", "refused").forEach(outcome -> counts.put(outcome, 0));
        }

        Map<String, Object> of(StoredRecord stored) {
            Record record = stored.record();
            Proposal proposal = Proposing.proposal(stored, wish, acting);
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("record", record.id().toString());
            shown.put("version", record.version());
            shown.put("kind", record.kind());
            shown.put("agency", record.agency().code());
            boolean foreign = stored.origin() instanceof Origin.Received;
            shown.put("foreign", foreign);
            List<Disclosure> standing = store.activeDisclosures(channel, List.of(record.id()));
            boolean already = standing.stream().anyMatch(each -> each.version() >= record.version());
            Optional<Decision> decision = decision(proposal);
            decision.ifPresent(each -> shown.putAll(BothLanguages.decision(each, agreement())));
            ReleasePreview.Result result = release.of(proposal);
            String outcome = switch (result) {
                case ReleasePreview.Result.Leaves leaves -> {
                    leaving(shown, record, leaves, foreign);
                    yield already ? "already" : "leaves";
                }
                case ReleasePreview.Result.Waits ignored -> {
                    after(shown, proposal, record, foreign);
                    yield already ? "already" : "waits";
                }
                case ReleasePreview.Result.Refused refused -> {
                    shown.putAll(BothLanguages.decision(refused.decision(), agreement()));
                    yield "refused";
                }
            };
            shown.put("outcome", outcome);
            shown.put("needs", needs(proposal, decision));
            shown.put("standing", standing.stream().map(PreviewRoutes::standing).toList());
            counts.merge(outcome, 1, Integer::sum);
            return shown;
        }

        /** What leaves once the persons who are missing have agreed. */
        private void after(Map<String, Object> shown, Proposal proposal, Record record, boolean foreign) {
            Proposal agreed =
                    proposal.approvedBy(SOMEBODY + 1).approvedBy(SOMEBODY + 2).consented();
            switch (release.of(agreed)) {
                case ReleasePreview.Result.Leaves leaves -> leaving(shown, record, leaves, foreign);
                case ReleasePreview.Result.Refused refused ->
                    shown.put(
                            "afterwards",
                            BothLanguages.problem(refused.decision().reason(), agreement()));
                case ReleasePreview.Result.Waits ignored -> {}
            }
        }

        private Optional<Agreement> agreement() {
            return agreements.register().inForce(clock.instant()).map(Engine::agreement);
        }

        private Optional<Decision> decision(Proposal proposal) {
            return agreements.register().inForce(clock.instant()).map(engine -> engine.decide(question(proposal)));
        }

        private Question question(Proposal proposal) {
            TreeSet<String> approvals = new TreeSet<>(proposal.approvals());
            approvals.add(proposal.officer());
            return new Question(
                    proposal.action(),
                    proposal.actor(),
                    proposal.recipient(),
                    proposal.record(),
                    proposal.purpose(),
                    new puente.agreement.Context(
                            clock.instant(), approvals, proposal.originatorConsent(), proposal.unit()));
        }

        private List<String> needs(Proposal proposal, Optional<Decision> decision) {
            return decision.isPresent() && decision.get() instanceof Decision.Permitted permitted
                    ? permitted.obligations().outstanding(question(proposal).context()).stream()
                            .map(PreviewRoutes::need)
                            .toList()
                    : List.of();
        }
    }

    /** Who is missing where an obligation is outstanding. */
    static String need(Obligation obligation) {
        return obligation instanceof Obligation.OriginatorConsent ? "originator-consent" : "second-person";
    }

    /** The record as it leaves, and how that differs from the record as it is held. */
    private static void leaving(
            Map<String, Object> shown, Record held, ReleasePreview.Result.Leaves leaves, boolean foreign) {
        Record leaving = leaves.record();
        List<String> redacted = new ArrayList<>();
        List<String> reduced = new ArrayList<>();
        held.fields().forEach((name, value) -> {
            if (!leaving.fields().containsKey(name)) {
                redacted.add(name);
            } else if (!value.equals(leaving.fields().get(name))) {
                reduced.add(name);
            }
        });
        shown.put("redacted", redacted.stream().sorted().toList());
        shown.put("reduced", reduced.stream().sorted().toList());
        leaving.handling().retainUntil().ifPresent(until -> shown.put("until", until.toString()));
        shown.put("bytes", leaves.bytes());
        if (!foreign) {
            shown.put("leaves", RecordJson.show(leaving, Optional.empty()));
        }
    }

    private static Map<String, Object> standing(Disclosure disclosure) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("entry", disclosure.entry());
        shown.put("version", disclosure.version());
        shown.put("recipient", disclosure.recipient());
        shown.put("purpose", disclosure.purpose());
        shown.put("at", disclosure.at().toString());
        return shown;
    }
}
