package puente.node;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import puente.exchange.ChannelServer;
import puente.exchange.Introduction;
import puente.exchange.Parties;
import puente.exchange.Published;
import puente.exchange.Reading;
import puente.exchange.Rules;
import puente.ledger.LogStorage;
import puente.ledger.NoteVerifier;
import puente.ledger.Witness;
import puente.ledger.WitnessPolicy;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelStore;
import puente.store.Database;
import puente.store.DatabaseAddress;
import puente.store.DecisionStore;
import puente.store.DisclosureList;
import puente.store.EmbeddedPostgres;
import puente.store.FolderEvidenceStore;
import puente.store.MispEventStore;
import puente.store.PostgresChannelStore;
import puente.store.PostgresLogStorage;
import puente.store.PostgresWitnessStorage;
import puente.store.ProofStore;
import puente.store.QuarantineStore;
import puente.store.ReadWishStore;
import puente.store.RecordNames;
import puente.store.RecordStore;
import puente.store.StixObjectStore;
import puente.store.SubjectStore;

/**
 * One running Puente: configuration, keys, database, channels, journal, listeners and jobs, put together by constructor.
 *
 * <p><b>Problem.</b> A node is some forty parts that need one another, and must come up whole or not at all. There is no container:
 * {@link #initialise} makes a node's folder once; {@link #start} puts the parts together, in the order in which they need each
 * other; {@link #close} ends them in the opposite order: no new requests, jobs stopped, the last group commit finished, the
 * database closed.
 *
 * <p><b>Invariants.</b> What needs no database is checked first, so that a mistake in the folder is said at once. The journal says
 * {@code start} before any job runs. Every route stands behind the gate. Whatever was opened is closed, also when a later part
 * cannot be opened.
 *
 * <p><b>Failure modes.</b> A port taken, a key missing or not its own, an unsigned agreement, a database of another version or a full
 * disk refuse the start with what to do. A process that is killed leaves the embedded database running; the next start attaches to
 * it.
 */
public final class Node implements AutoCloseable {
    /** Connections to the database: enough for the jobs of a few partners and for requests beside them. */
    private static final int DATABASE_CONNECTIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final NodeConfiguration configuration;
    private final HttpServer local;
    private final HttpServer exchange;
    private final LocalApi api;
    private final Opened opened;

    private Node(NodeConfiguration configuration, HttpServer local, HttpServer exchange, LocalApi api, Opened opened) {
        this.configuration = configuration;
        this.local = local;
        this.exchange = exchange;
        this.api = api;
        this.opened = opened;
    }

    /**
     * Makes a node: its folder, {@code puente.yaml}, keys readable by the owner only, a self-signed certificate, and
     * {@code <name>.introduction}, the small signed file for partners.
     *
     * @return the introduction file
     * @throws ProblemException where the folder already holds a node, the setup is not acceptable, or it cannot be written
     */
    public static Path initialise(Path folder, Setup setup) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path file = absolute.resolve(NodeConfiguration.FILE);
        if (Files.exists(file)) {
            throw new ProblemException(Problem.of("node.file.exists", file.toString(), "file", file));
        }
        String text = setup.yaml();
        NodeConfiguration configuration = NodeConfiguration.parse(text, absolute);
        URI url = configuration.exchange().url();
        KeyFolder keys = KeyFolder.generate(
                absolute, configuration.name(), url.getHost(), Clock.systemUTC().instant(), new SecureRandom());
        Introduction introduction = Introduction.of(
                keys.signing(), configuration.party(), url, keys.tls().der());
        Path introductionFile = absolute.resolve(configuration.name() + Partners.EXTENSION);
        PrivateFile.writePublic(
                introductionFile, new String(introduction.sign(keys.signing()), StandardCharsets.UTF_8));
        PrivateFile.writePublic(file, text);
        return introductionFile;
    }

    /**
     * Accepts a partner: verifies its introduction's own signature and keeps it in the node's {@code partners} folder. From
     * the next start its certificate is pinned and its channels are followed. A partner already known under another key is
     * refused: a change of keys is an entry of its channel, not a new file.
     *
     * @return the partner's name
     * @throws ProblemException where the file is no valid introduction, or contradicts what is pinned
     */
    public static String acceptPartner(Path folder, Path introduction) {
        NodeConfiguration configuration = NodeConfiguration.load(folder);
        return Partners.accept(
                configuration.partners(),
                configuration.name(),
                configuration.exchange().url(),
                introduction);
    }

    /**
     * Starts a node; when it returns, both listeners answer and the jobs run.
     *
     * @throws ProblemException where it cannot start, saying what to do: a port taken, a key missing or not its own, an
     *     agreement that is not signed, a database of another version, a full disk
     */
    public static Node start(NodeConfiguration configuration) {
        return start(configuration, Clock.systemUTC());
    }

    /** As {@link #start(NodeConfiguration)}, by a clock of the caller's. */
    public static Node start(NodeConfiguration configuration, InstantSource clock) {
        Opened opened = new Opened();
        boolean started = false;
        try {
            Node node = wire(configuration, clock, opened);
            started = true;
            return node;
        } finally {
            if (!started) {
                opened.close();
            }
        }
    }

    /** Puts everything together. What needs no database comes first, so that a mistake in the folder is said at once. */
    private static Node wire(NodeConfiguration configuration, InstantSource clock, Opened opened) {
        Instant begun = clock.instant();
        LoopbackGuard.requireSafe(configuration);
        opened.add(Logs.toFile(configuration.folder()));
        SecureRandom random = new SecureRandom();
        KeyFolder keys = KeyFolder.read(configuration.folder(), configuration.name());
        Partners partners = Partners.read(configuration.partners(), configuration.name());
        partners.all()
                .forEach(partner -> Partners.requireCallable(
                        partner, configuration.exchange().url()));
        PinnedTrust trust = partners.trust();
        SSLContext tls = trust.context(keys.tls());
        Optional<WitnessPolicy> policy =
                Witnessing.policy(configuration.witness().policy());

        // The database takes longest to open, and the agreement to compile: both at once.
        CompletableFuture<Database> opening = CompletableFuture.supplyAsync(() -> database(configuration, opened));
        AgreementsHeld agreements;
        try {
            agreements =
                    Agreements.read(configuration.agreement(), Agreements.keys(configuration.party(), keys, partners));
        } finally {
            opening.handle((done, failed) -> done).join();
        }
        Database database = RecordRoutes.join(opening);

        Metrics metrics = new Metrics();
        metrics.measure(database.dataSource());
        RecordStore records = new RecordStore(database);
        ChannelStore store = new PostgresChannelStore(database);
        FolderEvidenceStore evidence =
                new FolderEvidenceStore(configuration.data().resolve("evidence"));
        LogStorage journalStorage = new PostgresLogStorage(database, "journal");
        Journal journal = Journal.open(keys.signing(), journalStorage, clock);
        opened.add(journal);
        metrics.gauge("puente.journal.size", "Entries of the journal", journal::size);

        Rules rules = agreements.rules();
        Published published = new Published();
        Channels channels = new Channels(store, metrics);
        Map<Introduction, HttpTransport> transports = new LinkedHashMap<>();
        Map<String, Reading> readings = new TreeMap<>();
        for (Introduction partner : partners.all()) {
            HttpTransport transport = new HttpTransport(
                    partner.url(), partners.trustOnly(partner.node()).context(keys.tls()));
            transports.put(partner, transport);
            channels.open(
                    configuration.name(),
                    configuration.party(),
                    partner,
                    keys,
                    rules,
                    published,
                    transport,
                    evidence,
                    clock,
                    random);
            readings.put(
                    partner.node(),
                    new Reading(
                            new Parties(configuration.party(), partner.party()),
                            store,
                            rules,
                            channels::sender,
                            clock));
        }
        opened.add(channels::finish);
        Witnessing witnessing = new Witnessing(journalStorage, transports, policy);

        Proposals proposals = new Proposals(configuration, partners, keys, agreements, journal, clock);
        ExchangeListener exchangeListener = new ExchangeListener(
                configuration.name(),
                trust,
                new ChannelServer(store, evidence, published, Channels.cosigners(partners), clock),
                new Witness(
                        journalKeys(partners), keys.signing().cosigners(), new PostgresWitnessStorage(database), clock),
                proposals,
                configuration.limits(),
                channels);
        DecisionBook decisions =
                new DecisionBook(agreements, records, new DecisionStore(database), store, channels.outgoing(), clock);
        Readings reading = new Readings(store, readings, decisions);
        DisclosureList disclosures = new DisclosureList(database);
        ReadApprovals readApprovals = new ReadApprovals(new ReadWishStore(database), clock);
        ChannelRoutes channelRoutes =
                new ChannelRoutes(configuration, store, channels, partners, keys, witnessing, journal, random);
        Exports exports = new Exports(clock, reading, decisions);
        StixObjectStore stix = new StixObjectStore(database);
        TaxiiAccounts taxii = new TaxiiAccounts(configuration.folder(), configuration.agencies(), random);
        SignInWiring signIn = new SignInWiring(configuration, clock, random, database, agreements::register, journal);
        Proposing proposing = new Proposing(journal, decisions);
        MispEventStore misp = new MispEventStore(database);
        SubjectStore subjects = new SubjectStore(database);
        MatchUses uses = new MatchUses(configuration, agreements, clock);
        Matching matching = new Matching(configuration, subjects, uses, journal, clock);
        Programmes programmes = new Programmes(records, reading);
        RegistrationProofs registrationProofs =
                new RegistrationProofs(records, store, channels, new ProofStore(database));
        Desk.Means means = new Desk.Means(
                configuration, clock, records, channels, partners, agreements, proposing, random, journal);
        ProgrammeDesk programmeDesk = new ProgrammeDesk(means, programmes);
        Requests requests = new Requests(configuration, records);
        PersonNames persons = new PersonNames(new RecordNames(database));
        MakingWay makingWay = new MakingWay();
        LocalApi api = new LocalApi(
                configuration,
                makingWay,
                List.of(
                        signIn.sessionRoutes().routes(),
                        signIn.tokenRoutes().routes(),
                        new RecordRoutes(
                                        configuration,
                                        clock,
                                        records,
                                        reading,
                                        readApprovals,
                                        signIn.authority(),
                                        journal)
                                .routes(),
                        new SubjectRoutes(
                                        configuration,
                                        clock,
                                        subjects,
                                        uses,
                                        matching,
                                        new SubjectPicture(subjects, reading, agreements, matching, clock),
                                        journal)
                                .routes(),
                        new PersonRoutes(configuration, persons, records, reading, journal).routes(),
                        new DisclosureRoutes(
                                        configuration, records, store, channels, partners, evidence, journal, proposing)
                                .routes(),
                        new ApprovalRoutes(configuration, store, channels, readApprovals, journal).routes(),
                        new EndingRoutes(configuration, clock, records, store, channels, journal).routes(),
                        new DecisionRoutes(configuration, clock, decisions, reading, journal).routes(),
                        new EvidenceRoutes(configuration, records, evidence, reading, journal).routes(),
                        channelRoutes.routes(),
                        new PreviewRoutes(
                                        configuration,
                                        clock,
                                        records,
                                        store,
                                        partners,
                                        evidence,
                                        agreements,
                                        journal,
                                        random)
                                .routes(),
                        new DisclosureListRoutes(configuration, store, disclosures, agreements, journal).routes(),
                        new OverviewRoutes(
                                        configuration,
                                        clock,
                                        store,
                                        disclosures,
                                        channelRoutes::show,
                                        partners,
                                        agreements,
                                        proposals,
                                        readApprovals,
                                        journal,
                                        witnessing)
                                .routes(),
                        new JournalRoutes(configuration, journalStorage, journal).routes(),
                        new ProposalRoutes(configuration, clock, proposals, agreements, decisions, journal).routes(),
                        new PurposeRoutes(configuration, clock, records, reading, agreements, journal).routes(),
                        new AgreementRoutes(configuration, clock, agreements, records, journal).routes(),
                        new IndicatorRoutes(configuration, records, journal).routes(),
                        new PublicRoutes(
                                        clock,
                                        records,
                                        new PublicLedger(
                                                configuration,
                                                clock,
                                                store,
                                                channelRoutes::show,
                                                agreements,
                                                witnessing,
                                                journal,
                                                witnessing),
                                        new PublicContracts(configuration, clock, records, agreements),
                                        new PublicRequests(configuration, clock, requests))
                                .routes(),
                        new ProgrammeRoutes(
                                        configuration, clock, programmes, programmeDesk, registrationProofs, journal)
                                .routes(),
                        new RegistrationRoutes(
                                        configuration,
                                        clock,
                                        records,
                                        programmes,
                                        programmeDesk,
                                        registrationProofs,
                                        agreements,
                                        journal)
                                .routes(),
                        new RequestRoutes(
                                        configuration,
                                        clock,
                                        requests,
                                        new RequestDesk(means, requests),
                                        reading,
                                        journal)
                                .routes(),
                        new TransferRoutes(
                                        configuration,
                                        clock,
                                        records,
                                        exports,
                                        new QuarantineRows(new QuarantineStore(database)),
                                        makingWay,
                                        journal)
                                .routes(),
                        new TaxiiRoutes(
                                        configuration,
                                        clock,
                                        signIn.gate(),
                                        taxii.or(signIn.taxiiTokens()),
                                        stix,
                                        new TaxiiReception(clock, stix, records, journal),
                                        agreements,
                                        exports,
                                        journal)
                                .routes(),
                        new MispRoutes(
                                        configuration,
                                        clock,
                                        new MispEvents(configuration, clock, misp, records, store, channels, exports),
                                        misp,
                                        records,
                                        channels,
                                        partners,
                                        proposing,
                                        signIn.authority(),
                                        agreements,
                                        journal)
                                .routes(),
                        new StatusRoutes(
                                        configuration,
                                        clock,
                                        database,
                                        store,
                                        channels,
                                        agreements,
                                        journal,
                                        witnessing,
                                        keys.tls(),
                                        metrics)
                                .routes(),
                        // Last: the addresses of the page's views are matched where no other route is.
                        new PageRoutes(configuration.language()).routes()));

        Jobs jobs = new Jobs(random);
        opened.add(jobs);
        // Long polls at partners end here, so that the jobs can end by themselves.
        opened.add(() -> transports.values().forEach(HttpTransport::close));
        HttpServer exchange = exchangeListener.start(configuration, tls, metrics.registry());
        opened.add(exchange);
        // Partners' long polls are answered at once when the node stops; otherwise the listener would wait for them.
        opened.add(() -> channels.outgoing().forEach(channel -> published.grew(channel, Long.MAX_VALUE)));
        HttpServer local = api.start(metrics.registry(), signIn.gate());
        opened.add(local);
        journal.write("start", configuration.agency(), Map.of("node", configuration.name()));
        channels.start(jobs);
        jobs.start("witness", witnessing::round);
        transports.forEach((partner, transport) ->
                jobs.start("proposals-" + partner.node(), () -> proposals.look(partner, transport)));
        jobs.start("match", matching::step);
        jobs.start("persons", persons::step);
        jobs.start("registrations", registrationProofs::step);
        jobs.start(
                "taxii",
                new TaxiiRecords(stix, () -> taxii.any() || signIn.taxiiTokens().any(), clock)::step);
        LOG.atInfo()
                .setMessage("started")
                .addKeyValue("node", configuration.name())
                .addKeyValue(
                        "milliseconds", Duration.between(begun, clock.instant()).toMillis())
                .addKeyValue("partners", partners.all().size())
                .log();
        return new Node(configuration, local, exchange, api, opened);
    }

    private static Database database(NodeConfiguration configuration, Opened opened) {
        DatabaseAddress address = configuration.store().map(Node::external).orElseGet(() -> {
            EmbeddedPostgres server =
                    EmbeddedPostgres.start(configuration.data().resolve("postgres"));
            opened.add(server::close);
            return server.address();
        });
        Database database = Database.open(address, DATABASE_CONNECTIONS);
        opened.add(database::close);
        return database;
    }

    private static DatabaseAddress external(NodeConfiguration.Store store) {
        String password =
                PrivateFile.read(store.passwordFile()).lines().findFirst().orElse("");
        return new DatabaseAddress(store.url(), store.user(), password);
    }

    /** The logs that this node witnesses: its partners' journals. */
    private static Map<String, List<NoteVerifier>> journalKeys(Partners partners) {
        return partners.all().stream()
                .collect(Collectors.toMap(
                        partner -> partner.journalKey().name(), partner -> List.of(partner.journalKey())));
    }

    /** The API's address on this machine, {@code http://localhost:<port>}, or {@code https} where it speaks TLS. */
    public URI url() {
        String scheme = configuration.http().tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://localhost:" + local.port());
    }

    /** The exchange listener's address on this machine, {@code https://localhost:<port>}. */
    public URI exchangeUrl() {
        return URI.create("https://localhost:" + exchange.port());
    }

    public NodeConfiguration configuration() {
        return configuration;
    }

    /** The routes of the API, for the test that holds {@code openapi.yaml} to them. */
    LocalApi api() {
        return api;
    }

    @Override
    public void close() {
        LOG.atInfo()
                .setMessage("stopping")
                .addKeyValue("node", configuration.name())
                .log();
        opened.close();
    }
}
