package puente.gateway.iati;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.FundLine;
import puente.measure.fund.Programme;
import puente.measure.fund.Programme.Organisation;
import puente.measure.fund.Programme.Share;
import puente.measure.fund.Stage;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Programmes and their money as an IATI 2.03 activities file.
 *
 * <p>Requested and appropriated are budgets (indicative and committed; Mexico's <i>modificado</i> is a revised one), obligated an outgoing
 * commitment, disbursed a disbursement, delivered an expenditure. An entry without a date stands on the last day of its year and says so; its
 * stage, term, year, account, area and pillar stand beside it in Puente's namespace, so that reading the file gives the same lines.
 */
public final class IatiWriter {
    private static final String VERSION = "2.03";

    /** IATI's TransactionType by stage. */
    private static final Map<Stage, String> TYPES =
            Map.of(Stage.OBLIGATED, "2", Stage.DISBURSED, "3", Stage.DELIVERED, "4");

    /** What a publisher says of an activity and of its lines beyond the standard, by names in Puente's namespace. */
    public interface Own {
        /** Nothing. */
        Own NOTHING = new Own() {};

        /** Of an activity. */
        default Map<String, String> of(Programme programme) {
            return Map.of();
        }

        /** Of a budget or a transaction. */
        default Map<String, String> of(FundLine line) {
            return Map.of();
        }
    }

    private final XMLStreamWriter xml;
    private final Own more;

    private IatiWriter(XMLStreamWriter xml, Own more) {
        this.xml = xml;
        this.more = more;
    }

    /** What was written, and which lines no programme takes. */
    public record Written(int programmes, int lines, List<FundLine> left) {
        public Written {
            left = List.copyOf(left);
        }
    }

    /**
     * Writes a file.
     *
     * @param lines those that count; a line that two programmes take refuses all of it
     * @param generated the time that the file says it was made at
     */
    public static Written write(List<Programme> programmes, List<FundLine> lines, Instant generated, OutputStream to) {
        return write(programmes, lines, generated, Own.NOTHING, to);
    }

    /** The same with what the standard has no word for. */
    public static Written write(
            List<Programme> programmes, List<FundLine> lines, Instant generated, Own more, OutputStream to) {
        if (programmes.isEmpty()) {
            throw new ProblemException(Problem.of("gateway.iati.no-programme", ""));
        }
        Map<Integer, List<FundLine>> own = new HashMap<>();
        List<FundLine> left = new ArrayList<>();
        for (FundLine line : lines) {
            List<Programme> takers =
                    programmes.stream().filter(each -> each.lines().takes(line)).toList();
            if (takers.size() > 1) {
                throw new ProblemException(Problem.of(
                        "gateway.iati.taken-twice",
                        line.position(),
                        "one",
                        takers.getFirst().identifier(),
                        "other",
                        takers.getLast().identifier()));
            }
            if (takers.isEmpty()) {
                left.add(line);
            } else {
                own.computeIfAbsent(programmes.indexOf(takers.getFirst()), at -> new ArrayList<>())
                        .add(line);
            }
        }
        try {
            XMLStreamWriter stream =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to, StandardCharsets.UTF_8.name());
            IatiWriter writer = new IatiWriter(stream, more);
            stream.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.start(
                    "iati-activities",
                    "version",
                    VERSION,
                    "generated-datetime",
                    generated.truncatedTo(ChronoUnit.SECONDS).toString());
            stream.writeNamespace("puente", Xml.PUENTE);
            for (int at = 0; at < programmes.size(); at++) {
                writer.activity(programmes.get(at), own.getOrDefault(at, List.of()));
            }
            stream.writeEndElement();
            stream.writeEndDocument();
            stream.flush();
        } catch (XMLStreamException unwritable) {
            throw new java.io.UncheckedIOException(new java.io.IOException(unwritable));
        }
        return new Written(programmes.size(), lines.size() - left.size(), left);
    }

    private void activity(Programme programme, List<FundLine> lines) throws XMLStreamException {
        xml.writeCharacters("\n");
        start("iati-activity", "xml:lang", "en");
        puente(more.of(programme));
        text("iati-identifier", programme.identifier());
        start(
                "reporting-org",
                "ref",
                programme.reporting().identifier(),
                "type",
                programme.reporting().type());
        narratives(programme.reporting().name());
        xml.writeEndElement();
        start("title");
        narratives(programme.title());
        xml.writeEndElement();
        start("description");
        narratives(programme.description());
        xml.writeEndElement();
        for (Programme.Participant participant : programme.participants()) {
            Organisation organisation = participant.organisation();
            start(
                    "participating-org",
                    "ref",
                    organisation.identifier(),
                    "type",
                    organisation.type(),
                    "role",
                    Integer.toString(participant.role().ordinal() + 1));
            narratives(organisation.name());
            xml.writeEndElement();
        }
        empty("activity-status", "code", Integer.toString(programme.status().ordinal() + 1));
        Programme.Dates dates = programme.dates();
        date("1", dates.plannedStart());
        date("2", dates.actualStart());
        date("3", dates.plannedEnd());
        date("4", dates.actualEnd());
        shares("recipient-country", programme.countries());
        shares("sector", programme.sectors());
        for (FundLine line : lines) {
            if (!TYPES.containsKey(line.stage())) {
                budget(line);
            }
        }
        for (FundLine line : lines) {
            if (TYPES.containsKey(line.stage())) {
                transaction(line);
            }
        }
        xml.writeEndElement();
    }

    private void date(String type, @Nullable LocalDate day) throws XMLStreamException {
        if (day != null) {
            empty("activity-date", "type", type, "iso-date", day.toString());
        }
    }

    private void shares(String name, List<Share> shares) throws XMLStreamException {
        for (Share share : shares) {
            BigDecimal percent = share.percent();
            empty(
                    name,
                    "vocabulary",
                    share.vocabulary(),
                    "code",
                    share.code(),
                    "percentage",
                    percent == null ? "" : percent.toPlainString());
        }
    }

    private void budget(FundLine line) throws XMLStreamException {
        xml.writeCharacters("\n");
        start(
                "budget",
                "type",
                line.term().equalsIgnoreCase("modificado") ? "2" : "1",
                "status",
                line.stage() == Stage.REQUESTED ? "1" : "2");
        own(line);
        reference(line);
        empty("period-start", "iso-date", line.year().start().toString());
        empty("period-end", "iso-date", line.year().end().toString());
        LocalDate day = line.date();
        value(line, day == null ? line.year().start() : day);
        xml.writeEndElement();
    }

    private void transaction(FundLine line) throws XMLStreamException {
        xml.writeCharacters("\n");
        start("transaction", "ref", line.reference());
        own(line);
        LocalDate date = line.date();
        LocalDate day = date == null ? line.year().end() : date;
        empty("transaction-type", "code", TYPES.getOrDefault(line.stage(), ""));
        empty("transaction-date", "iso-date", day.toString());
        value(line, day);
        if (date == null) {
            start("description");
            narratives(Map.of(
                    "en", "Sum of " + line.year().label() + "; the book gives no date.",
                    "es", "Suma de " + line.year().label() + "; el libro no indica fecha."));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** What IATI has no attribute for. */
    private void own(FundLine line) throws XMLStreamException {
        Map<String, String> own = new TreeMap<>();
        own.put("book", line.book());
        own.put("stage", line.stage().code());
        own.put("term", line.term());
        own.put("account", line.account());
        own.put("activity", line.activity());
        own.put("recipient", line.recipient());
        own.put("area", line.area());
        own.put("pillar", line.pillar());
        own.put("year", line.year().label());
        own.put("dated", line.date() == null ? "false" : "true");
        own.putAll(more.of(line));
        puente(own);
    }

    private void puente(Map<String, String> own) throws XMLStreamException {
        for (Map.Entry<String, String> each : new TreeMap<>(own).entrySet()) {
            if (!each.getValue().isEmpty()) {
                xml.writeAttribute("puente", Xml.PUENTE, each.getKey(), each.getValue());
            }
        }
    }

    /** A budget has no attribute of its own for the book's number. */
    private void reference(FundLine line) throws XMLStreamException {
        if (!line.reference().isEmpty()) {
            xml.writeAttribute("puente", Xml.PUENTE, "reference", line.reference());
        }
    }

    private void value(FundLine line, LocalDate day) throws XMLStreamException {
        start("value", "currency", line.currency(), "value-date", day.toString());
        xml.writeCharacters(line.amount().toPlainString());
        xml.writeEndElement();
    }

    private void narratives(Map<String, String> texts) throws XMLStreamException {
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            start("narrative", "xml:lang", text.getKey());
            xml.writeCharacters(text.getValue());
            xml.writeEndElement();
        }
    }

    private void text(String name, String text) throws XMLStreamException {
        start(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void empty(String name, String... attributes) throws XMLStreamException {
        start(name, attributes);
        xml.writeEndElement();
    }

    /** Attributes with an empty value are left out. */
    private void start(String name, String... attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        for (int at = 0; at < attributes.length; at += 2) {
            if (!attributes[at + 1].isEmpty()) {
                xml.writeAttribute(attributes[at], attributes[at + 1]);
            }
        }
    }
}
