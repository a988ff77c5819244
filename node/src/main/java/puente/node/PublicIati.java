package puente.node;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import puente.gateway.iati.IatiWriter;
import puente.measure.fund.FundLine;
import puente.measure.fund.FundYear;
import puente.measure.fund.Programme;
import puente.measure.fund.Programme.Organisation;
import puente.measure.fund.Programme.Participant;
import puente.measure.fund.Programme.Role;
import puente.measure.fund.Programme.Share;
import puente.measure.fund.Stage;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.RecordStore;

/**
 * Programmes and their money for everybody, as IATI 2.03 activities: those records alone that are open to all, own ones and a partner's. An entry of funds whose
 * programme is not open is not in it, and neither is a delivery without a value, for which IATI has no transaction. The file says that it was made when the
 * newest of its records was recorded: the same records give the same bytes.
 */
final class PublicIati {
    /** IATI's OrganisationType of a government. */
    private static final String GOVERNMENT = "10";

    private static final int DAY_LENGTH = 10;

    private final OpenRecords open;

    private Optional<Made> made = Optional.empty();

    /** The file as it was made last, and of what. */
    private record Made(String state, byte[] file) {}

    PublicIati(RecordStore records, InstantSource clock) {
        this.open = new OpenRecords(records, clock);
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/public/iati.xml", this::activities));
    }

    private void activities(Context request) {
        QueryParameters.of(request).finish();
        HttpServer.bytes(request, "application/xml", file());
    }

    /** Made once for as long as nothing changes, however many ask. */
    private synchronized byte[] file() {
        String state = open.state();
        if (made.filter(each -> each.state().equals(state)).isEmpty()) {
            made = Optional.of(new Made(state, write()));
        }
        return made.orElseThrow().file();
    }

    private byte[] write() {
        List<Record> programmes = open.of(Programmes.PROGRAMME);
        List<Record> entries = open.of(Programmes.FUND_LINE);
        List<Record> deliveries = open.of(Programmes.DELIVERY);
        if (programmes.isEmpty()) {
            throw new ProblemException(Problem.of("node.public.no-programmes", ""));
        }
        List<FundLine> lines = new ArrayList<>();
        entries.stream()
                .filter(each -> !ProgrammeMoney.isRolling(each))
                .map(PublicIati::dated)
                .forEach(lines::add);
        deliveries.stream()
                .filter(each -> each.fields().get("itemValueAmount") instanceof Map<?, ?>)
                .map(PublicIati::delivered)
                .forEach(lines::add);
        Instant newest = Stream.of(programmes, entries, deliveries)
                .flatMap(List::stream)
                .map(Record::recordedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IatiWriter.write(
                programmes.stream().map(PublicIati::activity).toList(),
                lines,
                newest,
                new Stated(programmes, entries, deliveries),
                out);
        return out.toByteArray();
    }

    /** What a record says and the standard has no word for, so that a file that is read gives back what was written. */
    private static final class Stated implements IatiWriter.Own {
        private final Map<String, Record> records = new HashMap<>();

        Stated(List<Record> programmes, List<Record> entries, List<Record> deliveries) {
            Stream.of(programmes, entries, deliveries)
                    .flatMap(List::stream)
                    .forEach(each -> records.put(each.id().toString(), each));
        }

        @Override
        public Map<String, String> of(Programme programme) {
            Record record = record(programme.lines().activity());
            Map<String, Object> fields = record.fields();
            Map<String, String> stated = whose(record);
            stated.put("indicator", Programmes.text(fields, "indicator"));
            stated.put("dimensions", String.join(" ", texts(fields, "dimensions")));
            stated.put("areas", String.join(" ", texts(fields, "area")));
            if (fields.get("budgetAmount") instanceof Map<?, ?> money) {
                stated.put("budget", money.get("amount") + " " + money.get("currency"));
            }
            stated.put("pillar", Programmes.text(fields, "pillarText"));
            stated.put("planned-start", Programmes.text(fields, "plannedStartDate"));
            stated.put("actual-start", Programmes.text(fields, "actualStartDate"));
            stated.put("planned-end", Programmes.text(fields, "plannedEndDate"));
            stated.put("actual-end", Programmes.text(fields, "actualEndDate"));
            return filled(stated);
        }

        @Override
        public Map<String, String> of(FundLine line) {
            Record record = record(line.position());
            Map<String, String> stated = whose(record);
            if (record.kind().equals(Programmes.FUND_LINE)) {
                stated.put("period", Programmes.text(record.fields(), "period"));
                stated.put("calendar", Programmes.text(record.fields(), "calendar"));
                stated.put("comment", Programmes.text(record.fields(), "comment"));
            }
            return filled(stated);
        }

        private Record record(String id) {
            Record record = records.get(id);
            if (record == null) {
                throw new AssertionError("an activity and its lines are made of the records given");
            }
            return record;
        }

        private static Map<String, String> whose(Record record) {
            Map<String, String> stated = new TreeMap<>();
            stated.put("record", record.id().toString());
            stated.put("agency", record.agency().code());
            stated.put("synthetic", record.provenance().synthetic() ? "true" : "");
            return stated;
        }

        private static Map<String, String> filled(Map<String, String> stated) {
            stated.values().removeIf(String::isEmpty);
            return stated;
        }
    }

    private static Programme activity(Record record) {
        Map<String, Object> fields = record.fields();
        String identifier = Programmes.text(fields, "programmeIdentification");
        int hyphen = identifier.lastIndexOf('-');
        String agency = record.agency().code();
        List<Participant> participants = new ArrayList<>();
        texts(fields, "fundingOrganizationName").forEach(name -> participants.add(participant(Role.FUNDING, name)));
        texts(fields, "implementingOrganizationName")
                .forEach(name -> participants.add(participant(Role.IMPLEMENTING, name)));
        return new Programme(
                identifier,
                new Organisation(
                        hyphen > 0 ? identifier.substring(0, hyphen) : identifier, GOVERNMENT, Map.of("en", agency)),
                languages(fields, "titleText"),
                languages(fields, "activityDescriptionText"),
                participants,
                Programme.Status.valueOf(
                        Programmes.text(fields, "programmeStatus").toUpperCase(Locale.ROOT)),
                new Programme.Dates(
                        day(fields, "plannedStartDate", false),
                        day(fields, "actualStartDate", false),
                        day(fields, "plannedEndDate", true),
                        day(fields, "actualEndDate", true)),
                texts(fields, "recipientCountry").stream()
                        .map(code -> new Share("", code, null))
                        .toList(),
                texts(fields, "sectorCode").stream()
                        .map(code -> new Share("", code, null))
                        .toList(),
                new Programme.Selection("", record.id().toString(), ""));
    }

    private static Participant participant(Role role, String name) {
        return new Participant(role, new Organisation("", "", Map.of("en", name)));
    }

    private static List<String> texts(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, String> languages(Map<String, Object> fields, String name) {
        Map<String, String> texts = new TreeMap<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> text) {
                    texts.put(String.valueOf(text.get("language")), String.valueOf(text.get("text")));
                }
            }
        }
        return texts;
    }

    private static @Nullable LocalDate day(Map<String, Object> fields, String name, boolean last) {
        return Days.parse(Programmes.text(fields, name), last).orElse(null);
    }

    /** An entry of funds, with its day where it states one. */
    private static FundLine dated(Record record) {
        FundLine line = ProgrammeMoney.line(record);
        String period = Programmes.text(record.fields(), "period");
        return period.length() == DAY_LENGTH
                ? line(
                        record,
                        line.stage(),
                        line.term(),
                        line.account(),
                        line.year(),
                        LocalDate.parse(period),
                        line.reference(),
                        line.amount(),
                        line.currency())
                : line;
    }

    /** What was received, at its value. */
    private static FundLine delivered(Record record) {
        Map<String, Object> fields = record.fields();
        Map<?, ?> value = fields.get("itemValueAmount") instanceof Map<?, ?> map ? map : Map.of();
        LocalDate on =
                Days.parse(Programmes.text(fields, "activityDate"), false).orElseThrow();
        return line(
                record,
                Stage.DELIVERED,
                Stage.DELIVERED.code(),
                "",
                FundYear.of(on, PeriodType.CALENDAR_YEAR),
                on,
                "",
                new BigDecimal(String.valueOf(value.get("amount"))),
                String.valueOf(value.get("currency")));
    }

    private static FundLine line(
            Record record,
            Stage stage,
            String term,
            String account,
            FundYear year,
            LocalDate date,
            String reference,
            BigDecimal amount,
            String currency) {
        return new FundLine(
                record.agency().party(),
                stage,
                term,
                account,
                Programmes.text(record.fields(), "programme"),
                "",
                "",
                "",
                year,
                date,
                reference,
                amount,
                currency,
                false,
                record.id().toString());
    }
}
