package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import puente.agreement.Agreement;
import puente.agreement.AgreementHash;
import puente.agreement.SignedAgreement;
import puente.exchange.Introduction;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * New versions of the agreement, from their proposal to the day they come into force.
 *
 * <p><b>Problem.</b> Changing an agreement is bilateral: one party proposes, each signs with its own keys on its own node, and from
 * the effective date both must decide by the new version, although either may be away for days. A node that went over alone would
 * write entries that its partner takes for a fault.
 *
 * <p><b>How.</b> Nothing is pushed. Each node offers its proposals with the signatures it has on the exchange listener, and fetches its
 * partners' offers every other second. What is fetched is parsed like any agreement, must have the hash it is offered under, must
 * follow the version in force, and only signatures that verify under pinned keys are kept. Once every party has signed, the version is
 * known here ({@link AgreementsHeld#add}). Once every partner offers it signed by all too, it binds ({@link AgreementsHeld#bind}) from
 * its effective date, is installed in the folder of agreements, and no restart is needed.
 *
 * <p><b>Invariants.</b> A party's signature is made by an officer's act on its own node, and stands in the journal before it is kept.
 * Nobody signs within {@link #SIGNING_MARGIN} of the effective date. Whoever has signed cannot withdraw: the signature may be with
 * the partner already. Whatever a partner offers costs so many bytes and so many proposals at most.
 *
 * <p><b>Failure modes.</b> A crash keeps the folder whole ({@link ProposalFolder}), and everything else is found out again from it and
 * from the partners. A partner that is away delays the binding, and both go on under the version before. An offer that is no valid
 * successor is left alone and logged once.
 */
final class Proposals {
    /** Proposals not yet signed by all, at once. */
    static final int OPEN_MAX = 16;

    /** Proposals offered to partners, the latest versions. */
    static final int OFFERED_MAX = 32;

    /** Largest list of offers, in bytes. */
    static final int OFFERS_BYTES_MAX = 1 << 20;

    /** Nobody signs later than this before the effective date: both nodes must learn of it in time. */
    static final Duration SIGNING_MARGIN = Duration.ofHours(1);

    /** Between two looks at a partner's offers. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final int LEFT_ALONE_MAX = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

    private final NodeConfiguration configuration;
    private final Partners partners;
    private final KeyFolder keys;
    private final AgreementsHeld agreements;
    private final Journal journal;
    private final InstantSource clock;
    private final Path installed;
    private final ProposalFolder folder;

    /** By hash; guarded by this. */
    private final Map<String, AgreementProposal> byHash = new TreeMap<>();

    /** By hash, the partner nodes that offer it signed by all; guarded by this. */
    private final Map<String, Set<String>> holders = new HashMap<>();

    /** Hashes of offers that are no valid successor, said once; guarded by this. */
    private final Set<String> leftAlone = new HashSet<>();

    /** Reads the folder, and takes up what was signed by all before. */
    Proposals(
            NodeConfiguration configuration,
            Partners partners,
            KeyFolder keys,
            AgreementsHeld agreements,
            Journal journal,
            InstantSource clock) {
        this.configuration = configuration;
        this.partners = partners;
        this.keys = keys;
        this.agreements = agreements;
        this.journal = journal;
        this.clock = clock;
        this.installed = configuration.agreement();
        this.folder = new ProposalFolder(configuration.data().resolve(NodeConfiguration.PROPOSALS));
        folder.read().stream()
                .sorted(Comparator.comparingInt(each -> each.agreement().version()))
                .forEach(each -> {
                    byHash.put(each.hash(), each);
                    takeUp(each);
                });
    }

    /** Where a proposal stands. */
    enum State {
        /** Signatures are missing. */
        OPEN,
        /** Every party signed; it binds once every partner holds it and its day has come. */
        SIGNED,
        /** It binds. */
        IN_FORCE,
        /** Its day, or its place after the version in force, is gone before all had signed; or a later version binds. */
        LAPSED
    }

    synchronized List<AgreementProposal> all() {
        return byHash.values().stream()
                .sorted(Comparator.comparing(AgreementProposal::at).reversed())
                .toList();
    }

    synchronized AgreementProposal find(String hash) {
        return Optional.ofNullable(byHash.get(hash))
                .orElseThrow(() -> new ProblemException(
                        Problem.of("node.proposal.unknown", "/hash", "hash", hash.length() > 64 ? "?" : hash)));
    }

    SortedSet<String> signers(AgreementProposal proposal) {
        return proposal.signers(agreements.keys());
    }

    /** The partner nodes that are known to hold it signed by all. */
    synchronized SortedSet<String> heldBy(AgreementProposal proposal) {
        return new TreeSet<>(holders.getOrDefault(proposal.hash(), Set.of()));
    }

    State state(AgreementProposal proposal) {
        AgreementHash hash = proposal.agreement().hash();
        Optional<AgreementHash> now =
                agreements.register().inForce(clock.instant()).map(engine -> engine.hash());
        if (now.filter(hash::equals).isPresent()) {
            return State.IN_FORCE;
        }
        if (agreements.known().of(hash).isPresent()) {
            boolean binds = agreements.register().of(hash).isPresent();
            return binds && !effective(proposal).isAfter(clock.instant()) ? State.LAPSED : State.SIGNED;
        }
        return obstacle(proposal).isEmpty() ? State.OPEN : State.LAPSED;
    }

    /** Whether this party has not signed it and still can. */
    boolean maySign(AgreementProposal proposal) {
        return state(proposal) == State.OPEN && !signers(proposal).contains(configuration.party());
    }

    /** Whether it is this party's own and no signature of this party is out. */
    boolean mayWithdraw(AgreementProposal proposal) {
        return proposal.by().equals(configuration.party())
                && !signers(proposal).contains(configuration.party())
                && !proposal.isSignedByAll(agreements.keys());
    }

    private static Instant effective(AgreementProposal proposal) {
        return proposal.agreement().effective().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What keeps it from being signed now, its signatures apart. */
    private Optional<ProblemException> obstacle(AgreementProposal proposal) {
        try {
            requireSuccessor(proposal.agreement());
            return Optional.empty();
        } catch (ProblemException obstacle) {
            return Optional.of(obstacle);
        }
    }

    private void requireSuccessor(Agreement agreement) {
        Set<String> known = new TreeSet<>();
        agreements.keys().forEach(each -> known.add(each.party()));
        agreement.parties().keySet().stream()
                .filter(party -> !known.contains(party))
                .findFirst()
                .ifPresent(party -> {
                    throw new ProblemException(
                            Problem.of("agreement.signature.unknown-party", "/files/agreement.yaml", "party", party));
                });
        agreements.known().with(agreement);
        Instant last =
                agreement.effective().atStartOfDay(ZoneOffset.UTC).toInstant().minus(SIGNING_MARGIN);
        if (!clock.instant().isBefore(last)) {
            throw new ProblemException(Problem.of(
                    "node.proposal.too-late", "/files/agreement.yaml", "date", agreement.effective(), "until", last));
        }
    }

    // ------------------------------------------------------------------------------------------------ acts of officers

    /** Keeps a new proposal of this party. */
    synchronized AgreementProposal propose(SortedMap<String, byte[]> files, Acting acting) {
        Agreement agreement = Agreement.parse(files, Kinds.standard());
        requireSuccessor(agreement);
        AgreementProposal standing = byHash.get(agreement.hash().hex());
        if (standing != null) {
            return standing;
        }
        requireRoom();
        AgreementProposal proposal = new AgreementProposal(
                agreement,
                Optional.empty(),
                configuration.party(),
                configuration.name(),
                acting.requiredOfficer(),
                now(),
                Optional.empty());
        journal.write("propose", acting.agency(), entry(proposal, acting.requiredOfficer()));
        keep(proposal, files);
        return proposal;
    }

    private void requireRoom() {
        long open = byHash.values().stream()
                .filter(each -> !each.isSignedByAll(agreements.keys()))
                .count();
        if (open >= OPEN_MAX) {
            throw new ProblemException(Problem.of("node.proposal.too-many", "", "limit", OPEN_MAX));
        }
    }

    private void keep(AgreementProposal proposal, SortedMap<String, byte[]> files) {
        folder.create(proposal, files);
        byHash.put(proposal.hash(), proposal);
    }

    /** Signs for this party, with both of its keys. */
    synchronized AgreementProposal sign(String hash, Acting acting) {
        AgreementProposal proposal = find(hash);
        String officer = acting.requiredOfficer();
        if (signers(proposal).contains(configuration.party())) {
            return proposal;
        }
        obstacle(proposal).ifPresent(obstacle -> {
            throw obstacle;
        });
        journal.write("sign", acting.agency(), entry(proposal, officer));
        var own = List.of(keys.signing().classical(), keys.signing().postQuantum());
        AgreementProposal next = proposal.signed(proposal.signed()
                .map(note -> note.signedBy(own))
                .orElseGet(() -> SignedAgreement.sign(proposal.agreement(), own)));
        return advance(next);
    }

    /** Takes a proposal of this party back, as long as no signature of this party is out. */
    synchronized void withdraw(String hash, Acting acting) {
        AgreementProposal proposal = find(hash);
        if (!proposal.by().equals(configuration.party())) {
            throw new ProblemException(Problem.of("node.proposal.other-party", "/hash", "party", proposal.by()));
        }
        if (!mayWithdraw(proposal)) {
            throw new ProblemException(Problem.of("node.proposal.signed", "/hash", "hash", hash));
        }
        journal.write("withdraw-proposal", acting.agency(), entry(proposal, acting.requiredOfficer()));
        drop(proposal);
    }

    private void drop(AgreementProposal proposal) {
        folder.remove(proposal);
        byHash.remove(proposal.hash());
        holders.remove(proposal.hash());
    }

    private static Map<String, Object> entry(AgreementProposal proposal, String officer) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("hash", proposal.hash());
        entry.put("version", proposal.agreement().version());
        entry.put("by", proposal.by());
        if (!officer.isEmpty()) {
            entry.put("officer", officer);
        }
        return entry;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    // ------------------------------------------------------------------------------------------------ signatures

    /** Keeps further signatures, and what follows from them. */
    private AgreementProposal advance(AgreementProposal next) {
        folder.sign(next);
        byHash.put(next.hash(), next);
        return takeUp(next);
    }

    /** Makes known what every party signed, and lets it bind once every partner holds it. */
    private AgreementProposal takeUp(AgreementProposal proposal) {
        AgreementHash hash = proposal.agreement().hash();
        if (!proposal.isSignedByAll(agreements.keys())) {
            return proposal;
        }
        if (agreements.known().of(hash).isEmpty()) {
            try {
                agreements.add(proposal.signed().orElseThrow());
            } catch (ProblemException overtaken) {
                LOG.atWarn()
                        .setMessage("a signed agreement no longer follows the one in force")
                        .addKeyValue("hash", hash)
                        .log();
                return proposal;
            }
            journal.write("signed-by-all", configuration.agency(), entry(proposal, ""));
        }
        return bindIfHeld(proposal);
    }

    /** Lets a version bind that every partner holds: written down first, then installed, then decided by. */
    private AgreementProposal bindIfHeld(AgreementProposal proposal) {
        Optional<Instant> since =
                proposal.bound().or(() -> areAllHolding(proposal) ? Optional.of(now()) : Optional.empty());
        if (since.isEmpty()) {
            return proposal;
        }
        AgreementProposal bound = proposal.bound(since.get());
        if (proposal.bound().isEmpty()) {
            journal.write("agreement-binds", configuration.agency(), entry(proposal, ""));
            folder.bind(bound);
            byHash.put(bound.hash(), bound);
        }
        folder.install(bound, installed);
        agreements.bind(bound.agreement().hash(), since.get());
        return bound;
    }

    private boolean areAllHolding(AgreementProposal proposal) {
        return partners.all().stream()
                .filter(partner -> proposal.agreement().parties().containsKey(partner.party()))
                .allMatch(partner -> heldBy(proposal).contains(partner.node()));
    }

    // ------------------------------------------------------------------------------------------------ partners

    /** What a partner may fetch of the agreements of its party: hashes with who proposed them and the signatures so far. */
    synchronized byte[] offers(String node) {
        List<Object> offered = new ArrayList<>();
        byHash.values().stream()
                .filter(each -> isFor(node, each))
                .sorted(Comparator.comparingInt(
                                (AgreementProposal each) -> each.agreement().version())
                        .reversed())
                .limit(OFFERED_MAX)
                .forEach(each -> {
                    Map<String, Object> offer = new LinkedHashMap<>();
                    offer.put("hash", each.hash());
                    offer.put("by", each.by());
                    each.signed()
                            .ifPresent(note -> offer.put("note", new String(note.encode(), StandardCharsets.UTF_8)));
                    offered.add(offer);
                });
        return Json.bytes(Map.of("proposals", offered));
    }

    /** The files of an offered proposal. */
    synchronized Optional<byte[]> offered(String node, String hash) {
        return Optional.ofNullable(byHash.get(hash))
                .filter(each -> isFor(node, each))
                .map(each -> Json.bytes(ProposalFiles.json(folder.files(each))));
    }

    private boolean isFor(String node, AgreementProposal proposal) {
        return partners.find(node)
                .filter(partner -> proposal.agreement().parties().containsKey(partner.party()))
                .isPresent();
    }

    /** Where a partner's offers come from. */
    interface Source {
        /** Its list; empty where it offers none. */
        Optional<byte[]> proposals() throws IOException;

        /** The files of one. */
        Optional<byte[]> proposal(String hash) throws IOException;
    }

    /** One look at a partner's offers. */
    Duration look(Introduction partner, Source source) throws IOException {
        Optional<byte[]> list = source.proposals();
        if (list.isEmpty()) {
            return PAUSE;
        }
        Set<String> offered = new HashSet<>();
        for (JsonNode offer : Json.parse(list.get()).path("proposals")) {
            String hash = offer.path("hash").asText();
            if (offered.size() < OFFERED_MAX && hash.matches("[0-9a-f]{64}") && offered.add(hash)) {
                try {
                    take(partner, hash, offer, source);
                } catch (ProblemException refused) {
                    leaveAlone(hash, refused);
                }
            }
        }
        forget(partner, offered);
        return PAUSE;
    }

    private void take(Introduction partner, String hash, JsonNode offer, Source source) throws IOException {
        boolean isNew;
        synchronized (this) {
            isNew = !byHash.containsKey(hash);
            if (leftAlone.contains(hash)) {
                return;
            }
        }
        if (isNew) {
            // Only a party's own node brings its proposals: what it forwards of this party was withdrawn here.
            boolean own = offer.path("by").asText().equals(partner.party());
            Optional<byte[]> files = own ? source.proposal(hash) : Optional.empty();
            if (files.isEmpty()) {
                return;
            }
            received(partner, hash, ProposalFiles.ofJson(files.get()));
        }
        JsonNode note = offer.path("note");
        if (note.isTextual()) {
            merge(partner, hash, note.asText().getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized void received(Introduction partner, String hash, SortedMap<String, byte[]> files) {
        Agreement agreement = Agreement.parse(files, Kinds.standard());
        if (!agreement.hash().hex().equals(hash)) {
            throw new ProblemException(Problem.of("node.proposal.hash", "/hash", "hash", hash));
        }
        requireSuccessor(agreement);
        requireRoom();
        AgreementProposal proposal = new AgreementProposal(
                agreement, Optional.empty(), partner.party(), partner.node(), "", now(), Optional.empty());
        journal.write("proposal-received", configuration.agency(), entry(proposal, ""));
        keep(proposal, files);
    }

    /** Adds the signatures a partner has, and notes whether it has all of them. */
    private synchronized void merge(Introduction partner, String hash, byte[] note) {
        AgreementProposal proposal = byHash.get(hash);
        if (proposal == null || proposal.bound().isPresent()) {
            return;
        }
        SignedAgreement theirs = SignedAgreement.parse(proposal.agreement(), note);
        if (theirs.verify(agreements.keys()).isEmpty()) {
            holders.computeIfAbsent(hash, each -> new TreeSet<>()).add(partner.node());
        }
        SortedSet<String> before = signers(proposal);
        if (!before.containsAll(theirs.signers(agreements.keys()))) {
            SignedAgreement merged = proposal.signed()
                    .map(own -> own.with(theirs, agreements.keys()))
                    .orElseGet(() -> theirs.onlyBy(agreements.keys()));
            advance(proposal.signed(merged));
        } else {
            takeUp(proposal);
        }
    }

    /** A partner's proposal that it offers no longer, and that not all have signed, was withdrawn there. */
    private synchronized void forget(Introduction partner, Set<String> offered) {
        for (AgreementProposal each : List.copyOf(byHash.values())) {
            boolean withdrawn = each.node().equals(partner.node())
                    && !offered.contains(each.hash())
                    && !each.isSignedByAll(agreements.keys());
            if (withdrawn) {
                journal.write("proposal-withdrawn", configuration.agency(), entry(each, ""));
                drop(each);
            }
        }
    }

    private synchronized void leaveAlone(String hash, ProblemException refused) {
        if (leftAlone.size() < LEFT_ALONE_MAX && leftAlone.add(hash)) {
            LOG.atWarn()
                    .setMessage("a partner's proposal is left alone")
                    .addKeyValue("hash", hash)
                    .addKeyValue("reason", refused.problems().getFirst().code())
                    .log();
        }
    }
}
