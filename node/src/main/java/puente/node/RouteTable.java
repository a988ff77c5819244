package puente.node;

import java.util.Map;
import java.util.TreeMap;
import puente.node.signin.Function;

/**
 * Which function each route of the API is, and so whom it is for: the declared table. A route that is not in it is for nobody, and a
 * test walks every route of a node beside it.
 */
final class RouteTable {
    /** What a route asks of its caller. */
    sealed interface Need {
        /** Anybody may call: it shows nothing of what the node holds, or looks after its caller itself. */
        record Nothing() implements Need {}

        /** Anybody who is known. */
        record SomeoneKnown() implements Need {}

        /** Who may use this function. */
        record Use(Function function) implements Need {}

        /** It was forgotten in the table. */
        record Nobody() implements Need {}
    }

    private static final String PUBLIC = "public";
    private static final String KNOWN = "known";

    /** Whoever serves these checks each caller: TAXII 2.1 has its own ways to say who one is, and its own refusals. */
    static final String TAXII = "/taxii2/";

    private static final String TABLE = """
            GET /                                          public
            GET /{view}                                    public
            GET /{view}/{item}                             public
            GET /health                                    public
            GET /openapi.yaml                              public
            GET /metrics                                   metrics
            GET /api/v1/session                            public
            POST /api/v1/session                           public
            DELETE /api/v1/session                         known
            DELETE /api/v1/sessions                        known
            GET /auth/login                                public
            GET /auth/callback                             public
            GET /api/v1/tokens                             tokens
            POST /api/v1/tokens                            tokens
            DELETE /api/v1/tokens/{id}                     tokens
            POST /api/v1/records                           records.write
            GET /api/v1/records                            records.read
            GET /api/v1/records/{id}                       records.read
            GET /api/v1/records/{id}/disclosures           records.read
            GET /api/v1/records/{id}/purposes              records.read
            GET /api/v1/records/{id}/proof                 records.read
            GET /api/v1/records/{id}/evidence/{sha256}     records.read
            POST /api/v1/records/{id}/withdraw             withdrawals
            POST /api/v1/records/{id}/correct              disclosures
            GET /api/v1/persons                            records.read
            GET /api/v1/matches                            subjects.read
            GET /api/v1/matches/{id}                       subjects.read
            POST /api/v1/matches/{id}                      subjects.decide
            GET /api/v1/subjects/{id}                      subjects.read
            POST /api/v1/subjects/{id}/split               subjects.decide
            POST /api/v1/subjects/{id}/merge               subjects.decide
            GET /api/v1/subject-decisions                  subjects.read
            POST /api/v1/subject-decisions/{id}/undo       subjects.decide
            GET /api/v1/disclosures                        records.read
            POST /api/v1/disclosures                       disclosures
            POST /api/v1/disclosures/preview               disclosures
            POST /api/v1/evidence                          records.write
            GET /api/v1/approvals                          approvals.read
            POST /api/v1/approvals/{id}                    approvals
            GET /api/v1/decisions                          decisions.read
            GET /api/v1/agreement                          agreement.read
            POST /api/v1/agreement/decide                  agreement.read
            GET /api/v1/agreement/proposals                agreement.read
            POST /api/v1/agreement/proposals               agreement.write
            GET /api/v1/agreement/proposals/{hash}         agreement.read
            DELETE /api/v1/agreement/proposals/{hash}      agreement.write
            POST /api/v1/agreement/proposals/{hash}/sign   agreement.write
            GET /api/v1/agreement/proposals/{hash}/replay  decisions.read
            GET /api/v1/indicators                         indicators.read
            GET /api/v1/indicators/revisions               indicators.read
            GET /api/v1/public/indicators                  public
            GET /api/v1/public/series                      public
            GET /api/v1/public/revisions                   public
            GET /api/v1/public/forecast                    public
            GET /api/v1/public/changes                     public
            GET /api/v1/public/comparison                  public
            GET /api/v1/public/ocds.json                   public
            GET /api/v1/public/relation                    public
            GET /api/v1/public/table                       public
            GET /api/v1/public/iati.xml                    public
            GET /api/v1/public/requests                    public
            GET /api/v1/public/ledger                      public
            GET /api/v1/public/channels/{from}/{to}/checkpoint public
            GET /api/v1/public/channels/{from}/{to}/tile/{tile} public
            GET /api/v1/public/journal/checkpoint          public
            GET /api/v1/programmes                         programmes.read
            POST /api/v1/programmes                        programmes.write
            GET /api/v1/programmes/{id}                    programmes.read
            POST /api/v1/registrations                     programmes.write
            POST /api/v1/registrations/preview             programmes.write
            GET /api/v1/registrations/{id}/report          programmes.read
            GET /api/v1/registrations/{id}/proof           programmes.read
            GET /api/v1/requests                           requests.read
            POST /api/v1/requests                          requests.write
            GET /api/v1/requests/figures                   indicators.read
            POST /api/v1/requests/{id}/answer              requests.write
            POST /api/v1/imports                           imports
            GET /api/v1/quarantine                         imports
            GET /api/v1/exports                            exports
            GET /api/v1/formats/niem/{name}                public
            GET /misp/{purpose}/servers/getVersion         known
            GET /misp/{purpose}/users/view/me              known
            GET /misp/{purpose}/attributes/describeTypes.json known
            POST /misp/{purpose}/events/add                records.write
            POST /misp/{purpose}/events/edit/{event}       records.write
            GET /misp/{purpose}/events/view/{event}        exports
            HEAD /misp/{purpose}/events/view/{event}       exports
            POST /misp/{purpose}/events/restSearch         exports
            POST /misp/{purpose}/events/publish/{event}    disclosures
            POST /misp/{purpose}/events/delete/{event}     records.write
            GET /api/v1/keys                               public
            GET /api/v1/overview                           channels.read
            GET /api/v1/channels                           channels.read
            GET /channels/{from}/{to}/checkpoint           channels.read
            GET /channels/{from}/{to}/tile/{tile}          channels.read
            POST /api/v1/channels/{from}/{to}/resume       channels.manage
            POST /api/v1/channels/{from}/{to}/rotate       channels.manage
            GET /api/v1/journal                            journal.read
            GET /journal/checkpoint                        journal.read
            GET /journal/tile/{tile}                       journal.read
            """;

    private static final Map<String, Need> NEEDS = parse();

    private RouteTable() {}

    private static Map<String, Need> parse() {
        Map<String, Need> needs = new TreeMap<>();
        TABLE.lines().forEach(line -> {
            String[] words = line.strip().split(" +");
            needs.put(words[0] + " " + words[1], need(words[2]));
        });
        return Map.copyOf(needs);
    }

    private static Need need(String word) {
        return switch (word) {
            case PUBLIC -> new Need.Nothing();
            case KNOWN -> new Need.SomeoneKnown();
            default ->
                Function.of(word)
                        .<Need>map(Need.Use::new)
                        .orElseThrow(() -> new IllegalStateException("no function: " + word));
        };
    }

    /** What a route asks. What stands under {@link #TAXII} asks for its own accounts, as its standard says. */
    static Need of(Route route) {
        return route.path().startsWith(TAXII)
                ? new Need.Nothing()
                : NEEDS.getOrDefault(LocalApi.name(route), new Need.Nobody());
    }

    /** The routes that the table names. */
    static java.util.Set<String> names() {
        return NEEDS.keySet();
    }
}
