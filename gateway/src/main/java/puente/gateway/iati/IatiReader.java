package puente.gateway.iati;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.FundLine;
import puente.measure.fund.FundYear;
import puente.measure.fund.Programme;
import puente.measure.fund.Programme.Organisation;
import puente.measure.fund.Programme.Share;
import puente.measure.fund.Stage;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Anybody's IATI 2.x activities as programmes and lines of funds.
 *
 * <p>What carries Puente's attributes is read as it was written. In everybody else's files a budget is appropriated money in a term of its
 * own (indicative or committed, original or revised: they never add), an outgoing commitment obligated, a disbursement disbursed, and an
 * expenditure disbursed in a term of its own; other types of transaction, loans and incoming funds among them, are not money of these five
 * stages and are counted in a note. A budget that is neither a calendar nor a US fiscal year is no year and so will not count.
 */
public final class IatiReader {
    private static final Set<String> VERSIONS = Set.of("2.01", "2.02", "2.03");
    private static final Map<String, Stage> STAGES =
            Map.of("2", Stage.OBLIGATED, "3", Stage.DISBURSED, "4", Stage.DISBURSED);
    private static final Map<String, String> TERMS =
            Map.of("2", "Outgoing Commitment", "3", "Disbursement", "4", "Expenditure");

    /** Most digits of a value before and after its point. */
    private static final String VALUE = "[-+]?\\d{1,18}(\\.\\d{0,9})?|[-+]?\\.\\d{1,9}";

    /** Most faults that one refusal tells. */
    private static final int PROBLEMS_MAX = 100;

    private static final String OWN = "puente:";

    private final String name;

    private IatiReader(String name) {
        this.name = name;
    }

    /** What a file holds. */
    public record Read(List<Programme> programmes, List<FundLine> lines, List<Problem> notes) {
        public Read {
            programmes = List.copyOf(programmes);
            lines = List.copyOf(lines);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A line of funds and the element that states it.
     *
     * @param own Puente's attributes of the element, by their names without prefix
     */
    record Line(FundLine line, int at, Map<String, String> own) {}

    /**
     * An activity by itself.
     *
     * @param programme what it describes; absent where that is refused
     * @param own Puente's attributes of the activity
     * @param others types of transaction that are not money of the five stages, each as often as it stands there
     * @param faults of the activity and of its lines; {@code lines} are the sound ones
     */
    record Activity(
            Element element,
            Optional<Programme> programme,
            Map<String, String> own,
            List<Line> lines,
            List<String> others,
            List<Faulty> faults) {}

    /** An element that was refused, and why. */
    record Faulty(int at, List<Problem> problems) {}

    /**
     * Reads a file activity by activity, so that memory does not grow with it.
     *
     * @throws ProblemException where it is no file of activities of a known version; what was handed on before that is void
     */
    static void each(InputStream in, String name, Consumer<Activity> consumer) throws IOException {
        IatiReader reader = new IatiReader(name);
        Element root = Xml.each(in, name, element -> {
            if (element.name().equals("iati-activity")) {
                consumer.accept(reader.activity(element));
            }
        });
        if (!root.name().equals("iati-activities")) {
            throw new ProblemException(Problem.of("gateway.iati.root", name, "element", root.name()));
        }
        if (!VERSIONS.contains(root.attribute("version"))) {
            throw new ProblemException(Problem.of("gateway.iati.version", name, "version", root.attribute("version")));
        }
    }

    /** Reads a file or refuses it with every fault, up to a hundred. */
    public static Read read(InputStream in, String name) throws IOException {
        List<Programme> programmes = new ArrayList<>();
        List<FundLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Integer> others = new TreeMap<>();
        each(in, name, activity -> {
            activity.programme().ifPresent(programmes::add);
            activity.lines().forEach(each -> lines.add(each.line()));
            activity.others().forEach(type -> others.merge(type, 1, Integer::sum));
            activity.faults().stream()
                    .flatMap(each -> each.problems().stream())
                    .limit(PROBLEMS_MAX - problems.size())
                    .forEach(problems::add);
        });
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        List<Problem> notes = new ArrayList<>();
        others.forEach(
                (type, count) -> notes.add(Problem.of("gateway.iati.not-read", name, "type", type, "count", count)));
        return new Read(programmes, lines, notes);
    }

    private Activity activity(Element activity) {
        List<Line> lines = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<Faulty> faults = new ArrayList<>();
        Programme programme;
        try {
            programme = programme(activity);
        } catch (ProblemException refused) {
            faults.add(new Faulty(activity.line(), refused.problems()));
            return new Activity(activity, Optional.empty(), own(activity), lines, others, faults);
        }
        for (Element budget : activity.all("budget")) {
            line(budget, faults, lines, () -> budget(budget, activity, programme));
        }
        for (Element transaction : activity.all("transaction")) {
            String type = transactionType(transaction);
            if (STAGES.containsKey(type)) {
                line(transaction, faults, lines, () -> transaction(transaction, type, activity, programme));
            } else {
                others.add(type);
            }
        }
        return new Activity(activity, Optional.of(programme), own(activity), lines, others, faults);
    }

    static String transactionType(Element transaction) {
        return transaction
                .child("transaction-type")
                .map(each -> each.attribute("code"))
                .orElse("");
    }

    private static void line(Element element, List<Faulty> faults, List<Line> lines, Supplier<FundLine> reading) {
        try {
            lines.add(new Line(reading.get(), element.line(), own(element)));
        } catch (ProblemException refused) {
            faults.add(new Faulty(element.line(), refused.problems()));
        }
    }

    private static Map<String, String> own(Element element) {
        Map<String, String> own = new TreeMap<>();
        element.attributes().forEach((name, value) -> {
            if (name.startsWith(OWN)) {
                own.put(name.substring(OWN.length()), value.strip());
            }
        });
        return own;
    }

    private Programme programme(Element activity) {
        Element reporting = need(activity, "reporting-org");
        String identifier = need(activity, "iati-identifier").text();
        return new Programme(
                identifier,
                organisation(reporting),
                narratives(need(activity, "title"), activity),
                narratives(need(activity, "description"), activity),
                activity.all("participating-org").stream()
                        .map(each -> new Programme.Participant(
                                coded(Programme.Role.values(), each, "role"), organisation(each)))
                        .toList(),
                coded(Programme.Status.values(), need(activity, "activity-status"), "code"),
                new Programme.Dates(day(activity, "1"), day(activity, "2"), day(activity, "3"), day(activity, "4")),
                shares(activity, "recipient-country"),
                shares(activity, "sector"),
                new Programme.Selection("", identifier, ""));
    }

    private <T> T coded(T[] values, Element element, String attribute) {
        String code = element.attribute(attribute);
        if (!code.matches("\\d") || code.equals("0") || Integer.parseInt(code) > values.length) {
            throw refusal(element, "gateway.iati.code-unknown", "attribute", attribute, "value", code);
        }
        return values[Integer.parseInt(code) - 1];
    }

    private @Nullable LocalDate day(Element activity, String type) {
        return activity.all("activity-date").stream()
                .filter(each -> each.attribute("type").equals(type))
                .findFirst()
                .map(each -> date(each, "iso-date"))
                .orElse(null);
    }

    private List<Share> shares(Element activity, String child) {
        List<Share> shares = new ArrayList<>();
        for (Element each : activity.all(child)) {
            String percent = each.attribute("percentage");
            if (!percent.isEmpty() && !percent.matches(VALUE)) {
                throw refusal(each, "gateway.iati.value", "value", percent);
            }
            shares.add(new Share(
                    each.attribute("vocabulary"),
                    each.attribute("code"),
                    percent.isEmpty() ? null : new BigDecimal(percent)));
        }
        return shares;
    }

    private static Organisation organisation(Element element) {
        return new Organisation(element.attribute("ref"), element.attribute("type"), narratives(element, element));
    }

    /** Texts by language; a text whose language is untold is in that of its activity, or in English. */
    private static Map<String, String> narratives(Element element, Element activity) {
        Map<String, String> texts = new TreeMap<>();
        for (Element narrative : element.all("narrative")) {
            String language = narrative.attribute("xml:lang");
            String usual = activity.attribute("xml:lang");
            texts.put(language.isEmpty() ? usual.isEmpty() ? "en" : usual : language, narrative.text());
        }
        return texts;
    }

    private FundLine budget(Element budget, Element activity, Programme programme) {
        LocalDate start = date(need(budget, "period-start"), "iso-date");
        LocalDate end = date(need(budget, "period-end"), "iso-date");
        FundYear calendar = year(budget, start, PeriodType.CALENDAR_YEAR);
        FundYear fiscal = year(budget, start, PeriodType.US_FISCAL_YEAR);
        boolean isFiscal = fiscal.start().equals(start) && fiscal.end().equals(end);
        boolean whole =
                isFiscal || calendar.start().equals(start) && calendar.end().equals(end);
        String term = "Budget, " + (budget.attribute("status").equals("2") ? "committed" : "indicative") + ", "
                + (budget.attribute("type").equals("2") ? "revised" : "original");
        return line(
                budget,
                activity,
                programme,
                Stage.APPROPRIATED,
                term,
                isFiscal ? fiscal : calendar,
                budget.attribute("puente:dated").equals("true") ? date(need(budget, "value"), "value-date") : null,
                budget.attribute("puente:reference"),
                !whole);
    }

    private FundLine transaction(Element transaction, String type, Element activity, Programme programme) {
        LocalDate day = date(need(transaction, "transaction-date"), "iso-date");
        return line(
                transaction,
                activity,
                programme,
                STAGES.getOrDefault(type, Stage.DISBURSED),
                TERMS.getOrDefault(type, type),
                year(transaction, day, PeriodType.CALENDAR_YEAR),
                transaction.attribute("puente:dated").equals("false") ? null : day,
                transaction.attribute("ref"),
                false);
    }

    private FundYear year(Element element, LocalDate day, PeriodType type) {
        try {
            return FundYear.of(day, type);
        } catch (ProblemException refused) {
            throw refused.within(position(element));
        }
    }

    private FundLine line(
            Element element,
            Element activity,
            Programme programme,
            Stage stage,
            String term,
            FundYear year,
            @Nullable LocalDate date,
            String reference,
            boolean partial) {
        Element value = need(element, "value");
        if (!value.text().matches(VALUE)) {
            throw refusal(value, "gateway.iati.value", "value", value.text());
        }
        String currency = value.attribute("currency");
        currency = currency.isEmpty() ? activity.attribute("default-currency") : currency;
        if (!currency.matches("[A-Z]{3}")) {
            throw refusal(value, "gateway.iati.currency", "value", currency);
        }
        boolean own = !element.attribute("puente:stage").isEmpty();
        Set<String> countries = new TreeSet<>();
        programme.countries().forEach(each -> countries.add(each.code()));
        element.all("recipient-country").forEach(each -> countries.add(each.attribute("code")));
        try {
            return new FundLine(
                    or(element, "book", programme.reporting().identifier()).toLowerCase(Locale.ROOT),
                    own ? Stage.of(element.attribute("puente:stage")) : stage,
                    or(element, "term", term),
                    element.attribute("puente:account"),
                    programme.identifier(),
                    own ? element.attribute("puente:recipient") : String.join(" ", countries),
                    element.attribute("puente:area"),
                    element.attribute("puente:pillar"),
                    own && !element.attribute("puente:year").isEmpty()
                            ? FundYear.of(element.attribute("puente:year"))
                            : year,
                    date,
                    reference,
                    new BigDecimal(value.text()),
                    currency,
                    partial,
                    position(element));
        } catch (ProblemException refused) {
            throw refused.within(position(element));
        }
    }

    private static String or(Element element, String attribute, String otherwise) {
        String own = element.attribute("puente:" + attribute);
        return own.isEmpty() ? otherwise : own;
    }

    private Element need(Element element, String child) {
        return element.child(child)
                .orElseThrow(() -> refusal(element, "gateway.iati.missing", "child", child, "element", element.name()));
    }

    /** An {@code xsd:date}: its zone, where there is one, does not move the day. */
    private LocalDate date(Element element, String attribute) {
        String text = element.attribute(attribute);
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}(Z|[-+]\\d{2}:\\d{2})?")) {
                return LocalDate.parse(text.substring(0, "2000-01-01".length()));
            }
        } catch (DateTimeException impossible) {
            throw refusal(element, "gateway.iati.date", "value", text);
        }
        throw refusal(element, "gateway.iati.date", "value", text);
    }

    private String position(Element element) {
        return name + " line " + element.line();
    }

    private ProblemException refusal(Element element, String code, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, position(element), namesAndValues));
    }
}
