package puente.gateway.niem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import puente.gateway.niem.NiemValue.Augmentation;
import puente.gateway.niem.NiemValue.Literal;
import puente.gateway.niem.NiemValue.Part;
import puente.gateway.niem.NiemValue.Property;
import puente.gateway.niem.NiemValue.Qualified;
import puente.gateway.niem.NiemValue.Structured;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * Records of the kinds person, vehicle, seizure and firearm-recovery as NIEM 6 messages: a {@code puente:RecordExchange} of
 * {@code puente:Record}s, each with who stated it, its handling whole, and its subject under NIEM's names. XML and JSON are written
 * from one tree and mean the same RDF (NIEM NDR 6.0, section 14.2).
 */
public final class NiemRecords {
    /** The kinds that this format has names for. */
    public static final List<String> KINDS = List.of("firearm-recovery", "person", "seizure", "vehicle");

    /** What is published beside the messages: the schema of what NIEM lacks, and the JSON-LD context. */
    public static final String SCHEMA = "puente-niem.xsd";

    /** The context as a document of its own. */
    public static final String CONTEXT = "context.json";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private NiemRecords() {}

    /**
     * Writes records as one XML document; the stream stays open.
     *
     * @param refused is told of each record that the format cannot carry: {@code gateway.niem.*} with the record's id
     * @return how many were written
     */
    public static long writeXml(Stream<Record> records, OutputStream out, Consumer<Problem> refused)
            throws IOException {
        return NiemXml.write(messages(records, refused), out);
    }

    /**
     * Writes the same as one JSON-LD document with its context; the stream stays open.
     *
     * @param refused as for {@link #writeXml}
     * @return how many were written
     */
    public static long writeJson(Stream<Record> records, OutputStream out, Consumer<Problem> refused)
            throws IOException {
        return NiemJson.write(messages(records, refused), out);
    }

    private static Stream<Structured> messages(Stream<Record> records, Consumer<Problem> refused) {
        return records.flatMap(record -> {
            try {
                return Stream.of(message(record));
            } catch (ProblemException notCarried) {
                notCarried.problems().forEach(refused);
                return Stream.empty();
            }
        });
    }

    /** A published document by its name, where there is one of that name. */
    public static Optional<byte[]> published(String name) {
        return switch (name) {
            case SCHEMA -> Optional.of(schema());
            case CONTEXT -> Optional.of(NiemJson.context());
            default -> Optional.empty();
        };
    }

    private static byte[] schema() {
        try (InputStream in = NiemRecords.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(SCHEMA + " is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(SCHEMA + " cannot be read", unreadable);
        }
    }

    /**
     * A record as a value of {@code puente:Record}.
     *
     * @throws ProblemException {@code gateway.niem.*} where the format cannot carry it
     */
    static Structured message(Record record) {
        Map<String, Object> fields = record.fields();
        NiemObject message = new NiemObject()
                .text("puente:RecordID", record.id())
                .text("puente:RecordVersionNumber", record.version())
                .text("puente:RecordKindCode", record.kind())
                .text("puente:RecordedDateTime", TIME.format(record.recordedAt()))
                .text("puente:RecordAgencyID", record.agency().code())
                .text("puente:RecordSourceText", record.provenance().source())
                .text("puente:RecordSyntheticIndicator", record.provenance().synthetic())
                .value("puente:Handling", handling(record.handling()));
        NiemSubjects.add(record, message);
        Structured whole = message.each("puente:EvidenceDigestID", fields.get("evidence"), NiemParts::literal)
                .each("puente:RelatedRecord", fields.get("relatedRecord"), NiemParts::record)
                .as("puente:RecordType", NiemParts.recordUri(record.id()));
        check(record, whole);
        return whole;
    }

    private static Structured handling(Handling handling) {
        return new NiemObject()
                .text("puente:TLPCode", handling.tlp().label())
                .each("puente:HandlingCode", List.copyOf(handling.codes()), NiemParts::literal)
                .each("puente:HandlingPurposeCode", List.copyOf(handling.purposes()), NiemParts::literal)
                .each("puente:HandlingAudienceID", List.copyOf(handling.audience()), NiemParts::literal)
                .text("puente:OriginatorConsentIndicator", handling.originatorConsent())
                .value(
                        "puente:RetainUntilDate",
                        NiemParts.date(handling.retainUntil().orElse(null)))
                .text("puente:SourceReliabilityCode", handling.grading().source())
                .text("puente:InformationCredibilityCode", handling.grading().information())
                .as("puente:HandlingType");
    }

    /** Refuses a text that XML 1.0 has no way to write (section 2.2), for both forms, so that neither says more than the other. */
    private static void check(Record record, NiemValue value) {
        switch (value) {
            case Literal literal -> check(record, literal.text());
            case Qualified qualified -> check(record, qualified.text());
            case Structured structured -> structured.parts().forEach(part -> check(record, part));
        }
    }

    private static void check(Record record, Part part) {
        switch (part) {
            case Property property -> property.values().forEach(value -> check(record, value));
            case Augmentation augmentation -> augmentation.parts().forEach(each -> check(record, each));
        }
    }

    private static void check(Record record, String text) {
        text.codePoints().filter(each -> !isCharacter(each)).findFirst().ifPresent(each -> {
            throw new ProblemException(Problem.of(
                    "gateway.niem.character",
                    record.id().toString(),
                    "character",
                    String.format(Locale.ROOT, "U+%04X", each)));
        });
    }

    static boolean isCharacter(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || codePoint >= 0x20 && codePoint <= 0xD7FF
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x10000;
    }
}
