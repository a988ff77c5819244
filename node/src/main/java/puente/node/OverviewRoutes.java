package puente.node;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import puente.agreement.Agreement;
import puente.agreement.Engine;
import puente.exchange.Introduction;
import puente.exchange.Proposal;
import puente.record.Codes;
import puente.record.Language;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.DisclosureList;
import puente.store.Pending;

/**
 * What a person on duty looks at first: what waits for a person, how every channel is, what moved since yesterday, and the next date
 * of the agreement. Counts and states only, no record, so nothing here is a reading.
 */
final class OverviewRoutes {
    /** What moved is counted over this time. */
    static final Duration MOVED = Duration.ofHours(24);

    /** Single items shown of what needs a person; all are counted. */
    static final int ITEMS_MAX = 50;

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final ChannelStore store;
    private final DisclosureList disclosures;
    private final BiFunction<ChannelState, Language, Map<String, Object>> channel;
    private final Partners partners;
    private final AgreementsHeld agreements;
    private final Proposals proposals;
    private final ReadApprovals reads;
    private final Journal journal;
    private final Witnessing witnessing;

    OverviewRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            ChannelStore store,
            DisclosureList disclosures,
            BiFunction<ChannelState, Language, Map<String, Object>> channel,
            Partners partners,
            AgreementsHeld agreements,
            Proposals proposals,
            ReadApprovals reads,
            Journal journal,
            Witnessing witnessing) {
        this.configuration = configuration;
        this.clock = clock;
        this.store = store;
        this.disclosures = disclosures;
        this.channel = channel;
        this.partners = partners;
        this.agreements = agreements;
        this.proposals = proposals;
        this.reads = reads;
        this.journal = journal;
        this.witnessing = witnessing;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/overview", this::overview));
    }

    private void overview(Context request) {
        Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        Language language = Reader.language(request, configuration.language());
        Instant now = clock.instant();
        Instant since = now.minus(MOVED);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("node", configuration.name());
        answer.put("party", configuration.party());
        answer.put("now", now.toString());
        answer.put("since", since.toString());
        agreements
                .register()
                .inForce(now)
                .map(Engine::agreement)
                .ifPresent(agreement -> answer.put("agreement", agreement(agreement, now)));
        List<ChannelState> states = store.channels();
        answer.put("needs", needs(states));
        answer.put("items", items(states));
        List<Object> channels = new ArrayList<>();
        for (ChannelState state : states) {
            Map<String, Object> shown = channel.apply(state, language);
            String partner = state.role() == ChannelState.Role.OUTGOING
                    ? state.id().to()
                    : state.id().from();
            shown.put("partner", partner);
            partners.find(partner).map(Introduction::party).ifPresent(party -> shown.put("partnerParty", party));
            shown.put("moved", moved(disclosures.since(state.id(), since)));
            channels.add(shown);
        }
        answer.put("channels", channels);
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("size", journal.size());
        log.put("witnessed", witnessing.witnessed());
        log.put("satisfied", witnessing.satisfied());
        answer.put("journal", log);
        HttpServer.json(request, answer);
    }

    private Map<String, Object> agreement(Agreement agreement, Instant now) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", agreement.id());
        shown.put("version", agreement.version());
        shown.put("title", BothLanguages.text(agreement.title()));
        shown.put("hash", agreement.hash().hex());
        shown.put("effective", agreement.effective().toString());
        shown.put("nextReview", agreement.nextReview().toString());
        shown.put("next", AgreementDocument.next(agreement, agreements, LocalDate.ofInstant(now, ZoneOffset.UTC)));
        return shown;
    }

    private Map<String, Object> needs(List<ChannelState> states) {
        List<Pending> pending = store.pending();
        long consents = pending.stream()
                .filter(each -> each.needs() == Pending.Needs.ORIGINATOR_CONSENT)
                .count();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("approvals", pending.size() - consents + reads.waiting().size());
        shown.put("consents", consents);
        shown.put(
                "stoppedChannels",
                states.stream().filter(state -> state.fault().isPresent()).count());
        shown.put("quarantine", disclosures.quarantined());
        shown.put("proposals", toSign().size());
        return shown;
    }

    private List<Object> items(List<ChannelState> states) {
        List<Object> items = new ArrayList<>();
        states.stream()
                .filter(state -> state.fault().isPresent())
                .forEach(state -> items.add(
                        Map.of("type", "stopped-channel", "channel", state.id().path())));
        toSign().forEach(each -> items.add(Map.of("type", "proposal", "hash", each.hash(), "by", each.by())));
        reads.waiting().stream().limit(ITEMS_MAX).forEach(each -> items.add(reading(each)));
        store.pending().stream().limit(ITEMS_MAX).forEach(each -> items.add(pending(each)));
        return items;
    }

    private static Map<String, Object> reading(ReadApprovals.ReadWish wish) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", "second-person");
        shown.put("act", "read");
        shown.put("approval", wish.id().toString());
        shown.put("channel", wish.channel());
        shown.put("record", wish.record().toString());
        shown.put("proposedBy", wish.officer());
        shown.put("at", wish.at().toString());
        return shown;
    }

    /** Versions of the agreement that this party has not signed and still can. */
    private List<AgreementProposal> toSign() {
        return proposals.all().stream().filter(proposals::maySign).toList();
    }

    private static Map<String, Object> pending(Pending pending) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", Codes.of(pending.needs()));
        shown.put("approval", pending.id().toString());
        shown.put("channel", pending.channel().path());
        shown.put("record", pending.record().toString());
        Proposal proposal = Proposal.of(pending);
        shown.put("kind", proposal.record().kind());
        shown.put("to", proposal.recipient().code());
        shown.put("purpose", proposal.purpose());
        shown.put("proposedBy", pending.proposedBy());
        shown.put("at", pending.at().toString());
        return shown;
    }

    private static Map<String, Long> moved(DisclosureList.Moved moved) {
        Map<String, Long> shown = new LinkedHashMap<>();
        shown.put("disclosed", moved.disclosed());
        shown.put("withdrawn", moved.withdrawn());
        shown.put("expired", moved.expired());
        shown.put("purged", moved.purged());
        shown.put("uses", moved.uses());
        return shown;
    }
}
