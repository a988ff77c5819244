package puente.gateway.iati;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import puente.gateway.ImportSummary;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.PublishedImport;
import puente.gateway.RecordIds;
import puente.gateway.Source;
import puente.gateway.TextInput;
import puente.gateway.iati.IatiReader.Activity;
import puente.gateway.iati.IatiReader.Line;
import puente.measure.fund.FundLine;
import puente.measure.fund.Programme;
import puente.measure.fund.Programme.Participant;
import puente.measure.fund.Programme.Role;
import puente.measure.fund.Stage;
import puente.measure.series.PeriodType;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * IATI 2.x activities as records: each activity a {@code programme}, each of its budgets and transactions a {@code fund-line}.
 *
 * <p>Whatever stands in an activity is a row of the account: the activity, each budget, each transaction, and each other element, which no record has a
 * place for and which is counted as left out under its name. What Puente wrote comes back as it was: its attributes say whose statement it is, for which
 * indicator, booked when. Others' activities are the importing agency's statements; the standard does not say which indicator an activity means to move, so
 * that whoever imports says it, or the activity is refused. The file is published: a record of it is TLP:CLEAR, for statistics and audit, and not graded.
 *
 * <p>A record's id is made of what the activity or the line calls itself, so that the same file again states nothing new, and a changed amount is the next
 * version. A file is read twice, activity by activity, the first time for what refuses it whole.
 */
public final class IatiImport {
    /** What an account of an import calls it. */
    public static final String MAPPING = "iati";

    private static final String PROGRAMME = "programme";
    private static final String FUND_LINE = "fund-line";

    /** Elements that become a field, a record or its provenance. */
    private static final Set<String> READ = Set.of(
            "iati-identifier",
            "reporting-org",
            "title",
            "description",
            "activity-status",
            "activity-date",
            "recipient-country",
            "sector",
            "budget",
            "transaction");

    /** Terms of budgets, the one that is taken first: revised before original, committed before indicative; they never add. */
    private static final List<String> BUDGETS = List.of(
            "Budget, committed, revised",
            "Budget, committed, original",
            "Budget, indicative, revised",
            "Budget, indicative, original");

    private final Source source;
    private final Optional<String> indicator;
    private final PublishedImport account;
    private final RecordIds ids = new RecordIds();
    private final Set<UUID> seen = new HashSet<>();

    private IatiImport(Source source, Optional<String> indicator, PublishedImport account) {
        this.source = source;
        this.indicator = indicator;
        this.account = account;
    }

    /**
     * Imports a file.
     *
     * @param importer who imports, and states what the file does not say that another does
     * @param indicator which the activities mean to move, where they do not say it themselves
     * @throws ProblemException {@code gateway.iati.*}, {@code gateway.file.*}: nothing was handed on, but for a file that changed while it was read
     */
    public static ImportSummary run(
            Source source,
            Agency importer,
            Instant now,
            Optional<String> indicator,
            Limits limits,
            Consumer<? super Outcome> sink) {
        String checked = read(source, limits, _ -> {});
        PublishedImport account = new PublishedImport(source, importer, now, limits, sink);
        String read = read(source, limits, new IatiImport(source, indicator, account)::activity);
        account.requireSame(checked, read);
        return account.summary(MAPPING, read);
    }

    private static String read(Source source, Limits limits, Consumer<Activity> consumer) {
        try (TextInput input = TextInput.open(source, limits)) {
            IatiReader.each(new Unclosed(input.bytes()), source.name(), consumer);
            return input.digest();
        } catch (IOException unreadable) {
            throw TextInput.refusal(source.name(), 0, unreadable);
        }
    }

    /** A parser of XML closes what it read; the digest is of all bytes, and is taken after it. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Whoever opened it closes it.
        }
    }

    // ── one activity

    private void activity(Activity activity) {
        Element element = activity.element();
        Optional<Record> programme = record(activity);
        if (programme.isPresent()) {
            account.hand(programme.get());
            Map<List<Object>, Integer> alike = new HashMap<>();
            for (Line each : activity.lines()) {
                line(each, activity, programme.get(), alike);
            }
            activity.faults().forEach(each -> account.refuse(each.at(), "", each.problems()));
            activity.others().forEach(type -> account.leave("gateway.iati.left-transaction", "type", type));
        } else {
            for (Element each : element.children()) {
                if (each.name().equals("budget") || each.name().equals("transaction")) {
                    account.refuse(each.line(), "", List.of(Problem.of("gateway.iati.orphan", "")));
                }
            }
        }
        for (Element each : element.children()) {
            unread(each);
        }
    }

    /** Parts of an activity that no record has a place for. */
    private void unread(Element element) {
        String name = element.name();
        boolean isOther = name.equals("participating-org")
                ? !Set.of("1", "4").contains(element.attribute("role"))
                : !READ.contains(name);
        if (isOther) {
            String role = element.attribute("role");
            account.leave("gateway.iati.left-element", "element", role.isEmpty() ? name : name + " " + role);
        } else if (!element.attribute("percentage").isEmpty()) {
            account.leave("gateway.iati.left-element", "element", name + " percentage");
        }
    }

    private Optional<Record> record(Activity activity) {
        int line = activity.element().line();
        if (activity.programme().isEmpty()) {
            activity.faults().forEach(each -> account.refuse(each.at(), "", each.problems()));
            return Optional.empty();
        }
        Programme programme = activity.programme().get();
        try {
            Agency agency = account.agency(activity.own().getOrDefault("agency", ""));
            Record record = account.record(
                    ids.id(agency.code(), MAPPING, PROGRAMME, List.of(programme.identifier())),
                    PROGRAMME,
                    agency,
                    said(programme),
                    activity.own().getOrDefault("synthetic", "").equals("true"),
                    fields(activity, programme));
            if (!seen.add(record.id())) {
                throw new ProblemException(
                        Problem.of("gateway.iati.repeated", "", "identifier", programme.identifier()));
            }
            return Optional.of(record);
        } catch (ProblemException refused) {
            account.refuse(line, "", refused.problems());
            return Optional.empty();
        }
    }

    private String said(Programme programme) {
        String publisher = programme.reporting().name().values().stream()
                .findFirst()
                .orElse(programme.reporting().identifier());
        return "IATI " + programme.identifier() + ", " + publisher + ", " + source.name();
    }

    private Map<String, Object> fields(Activity activity, Programme programme) {
        Map<String, String> own = activity.own();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("programmeIdentification", programme.identifier());
        fields.put("titleText", texts(programme.title()));
        fields.put("activityDescriptionText", texts(programme.description()));
        fields.put("programmeStatus", programme.status().name().toLowerCase(Locale.ROOT));
        Programme.Dates dates = programme.dates();
        put(fields, "plannedStartDate", own.get("planned-start"), dates.plannedStart());
        put(fields, "actualStartDate", own.get("actual-start"), dates.actualStart());
        put(fields, "plannedEndDate", own.get("planned-end"), dates.plannedEnd());
        put(fields, "actualEndDate", own.get("actual-end"), dates.actualEnd());
        List<String> countries =
                programme.countries().stream().map(Programme.Share::code).toList();
        fields.put("area", own.containsKey("areas") ? words(own, "areas") : countries);
        budget(activity).ifPresent(amount -> fields.put("budgetAmount", amount));
        String moved = own.getOrDefault("indicator", indicator.orElse(""));
        if (moved.isEmpty()) {
            throw new ProblemException(Problem.of("gateway.iati.no-indicator", ""));
        }
        fields.put("indicator", moved);
        list(fields, "dimensions", words(own, "dimensions"));
        list(fields, "fundingOrganizationName", names(programme, Role.FUNDING));
        list(fields, "implementingOrganizationName", names(programme, Role.IMPLEMENTING));
        list(fields, "recipientCountry", countries);
        list(
                fields,
                "sectorCode",
                programme.sectors().stream().map(Programme.Share::code).toList());
        put(fields, "pillarText", own.get("pillar"), null);
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String own, @Nullable Object otherwise) {
        if (own != null && !own.isEmpty()) {
            fields.put(name, own);
        } else if (otherwise != null) {
            fields.put(name, otherwise.toString());
        }
    }

    private static void list(Map<String, Object> fields, String name, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }

    private static List<String> words(Map<String, String> own, String name) {
        String text = own.getOrDefault(name, "");
        return text.isBlank() ? List.of() : List.of(text.split(" +"));
    }

    private static List<Map<String, String>> texts(Map<String, String> byLanguage) {
        return new TreeMap<>(byLanguage)
                .entrySet().stream()
                        .map(each -> Map.of("language", each.getKey(), "text", each.getValue()))
                        .toList();
    }

    private static List<String> names(Programme programme, Role role) {
        return programme.participants().stream()
                .filter(each -> each.role() == role)
                .map(Participant::organisation)
                .map(each -> each.name()
                        .getOrDefault(
                                "en", each.name().values().stream().findFirst().orElse(each.identifier())))
                .filter(each -> !each.isBlank())
                .toList();
    }

    /** What the activity states; else the sum of its budgets of one kind, where they are in one currency. */
    private static Optional<String> budget(Activity activity) {
        String own = activity.own().getOrDefault("budget", "");
        if (!own.isEmpty()) {
            return Optional.of(own);
        }
        for (String term : BUDGETS) {
            List<FundLine> budgets = activity.lines().stream()
                    .map(Line::line)
                    .filter(each ->
                            each.stage() == Stage.APPROPRIATED && each.term().equals(term))
                    .toList();
            if (!budgets.isEmpty()) {
                Set<String> currencies = new TreeSet<>();
                budgets.forEach(each -> currencies.add(each.currency()));
                BigDecimal sum = budgets.stream().map(FundLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                return currencies.size() == 1
                        ? Optional.of(sum.toPlainString() + " "
                                + currencies.iterator().next())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    // ── one line of funds

    private void line(Line stated, Activity activity, Record programme, Map<List<Object>, Integer> alike) {
        FundLine line = stated.line();
        if (line.partial()) {
            account.leave("gateway.iati.left-budget");
            return;
        }
        try {
            Agency agency = account.agency(
                    stated.own().getOrDefault("agency", programme.agency().code()));
            boolean isInvented = stated.own().containsKey("synthetic")
                    ? stated.own().get("synthetic").equals("true")
                    : programme.provenance().synthetic();
            Record record = account.record(
                    id(stated, agency, alike),
                    FUND_LINE,
                    agency,
                    programme.provenance().source(),
                    isInvented,
                    fields(stated, programme));
            if (!seen.add(record.id())) {
                throw new ProblemException(Problem.of(
                        "gateway.iati.repeated", "", "identifier", stated.own().getOrDefault("record", "")));
            }
            account.hand(record);
        } catch (ProblemException refused) {
            account.refuse(stated.at(), "", refused.problems());
        }
    }

    /** Of what the line calls itself; of those alike in all but the amount, by which of them it is. */
    private UUID id(Line stated, Agency agency, Map<List<Object>, Integer> alike) {
        FundLine line = stated.line();
        String own = stated.own().getOrDefault("record", "");
        if (!own.isEmpty()) {
            return ids.id(agency.code(), MAPPING, FUND_LINE, List.of(own));
        }
        List<Object> key = new ArrayList<>(List.of(
                line.activity(),
                line.stage().code(),
                line.term(),
                line.year().label(),
                line.account(),
                line.reference(),
                line.currency(),
                line.recipient(),
                line.area(),
                line.pillar()));
        key.add(line.date() == null ? "" : line.date().toString());
        key.add(alike.merge(List.copyOf(key), 1, Integer::sum));
        return ids.id(agency.code(), MAPPING, FUND_LINE, key);
    }

    private Map<String, Object> fields(Line stated, Record programme) {
        FundLine line = stated.line();
        Map<String, String> own = stated.own();
        boolean isFiscal = line.year().type() == PeriodType.US_FISCAL_YEAR;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(PROGRAMME, programme.id().toString());
        fields.put("fundStage", line.stage().code());
        fields.put("fundTermText", line.term());
        put(
                fields,
                "period",
                own.get("period"),
                line.date() == null ? String.valueOf(line.year().year()) : line.date());
        put(fields, "calendar", own.get("calendar"), isFiscal ? "us-fiscal" : "calendar");
        fields.put("amount", line.amount().toPlainString() + " " + line.currency());
        put(fields, "accountText", line.account(), null);
        put(fields, "documentIdentification", line.reference(), null);
        put(fields, "comment", own.get("comment"), comment(line));
        return fields;
    }

    /** What a line says and an entry of funds has no field for, word for word. */
    private static @Nullable String comment(FundLine line) {
        List<String> said = new ArrayList<>();
        if (!line.area().isEmpty()) {
            said.add("area: " + line.area());
        }
        if (!line.pillar().isEmpty()) {
            said.add("pillar: " + line.pillar());
        }
        return said.isEmpty() ? null : String.join("; ", said);
    }
}
