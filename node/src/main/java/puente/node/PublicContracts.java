package puente.node;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.gateway.ocds.OcdsReleases;
import puente.record.Record;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/** The contracts of programmes for everybody: those records alone that are open to all, own ones and a partner's. */
final class PublicContracts {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final AgreementsHeld agreements;
    private final OpenRecords open;
    private final PublicAnswers answers = new PublicAnswers();

    PublicContracts(
            NodeConfiguration configuration, InstantSource clock, RecordStore records, AgreementsHeld agreements) {
        this.configuration = configuration;
        this.clock = clock;
        this.agreements = agreements;
        this.records = records;
        this.open = new OpenRecords(records, clock);
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/public/ocds.json", this::releases));
    }

    private void releases(Context request) {
        QueryParameters.of(request).finish();
        answers.send(request, request.url() + " " + open.state(), () -> whole(request.url()));
    }

    private Map<String, Object> whole(String address) {
        List<Record> contracts = open.of(Programmes.CONTRACT).stream()
                .flatMap(each -> records.versions(each.id(), Optional.of(Programmes.PURPOSE)).stream())
                .map(StoredRecord::record)
                .filter(version -> version.handling().isOpen())
                .toList();
        Map<String, Record> programmes = new HashMap<>();
        open.of(Programmes.PROGRAMME).forEach(each -> programmes.put(each.id().toString(), each));
        return OcdsReleases.of(address, publisher(), contracts, open.of(Programmes.FUND_LINE), programmes);
    }

    /** The party as the agreement in force names it. */
    private String publisher() {
        return agreements
                .register()
                .inForce(clock.instant())
                .map(engine -> engine.agreement().parties().get(configuration.party()))
                .map(party -> party.label().in(configuration.language()))
                .orElse(configuration.party());
    }
}
