package puente.node;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    PublicIati(RecordStore records) {
        this.open = new OpenRecords(records);
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/public/iati.xml", this::activities));
    }

    private void activities(Context request) {
        QueryParameters.of(request).finish();
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
        Instant newest = java.util.stream.Stream.of(programmes, entries, deliveries)
                .flatMap(List::stream)
                .map(Record::recordedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IatiWriter.write(programmes.stream().map(PublicIati::activity).toList(), lines, newest, out);
        HttpServer.bytes(request, "application/xml", out.toByteArray());
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
