package puente.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import puente.gateway.iati.IatiCheck;
import puente.gateway.iati.IatiReader;
import puente.gateway.iati.IatiWriter;
import puente.gateway.iati.ProgrammeFile;
import puente.measure.fund.FundLine;
import puente.measure.fund.Programme;
import puente.record.Codes;
import puente.record.Problem;

/** The options of {@code puente measure funds} that read, write and check IATI activities. */
final class FundsAsIati {
    @Option(names = "--programmes", paramLabel = "FILE")
    private @Nullable Path declared;

    @Option(names = "--iati", paramLabel = "FILE")
    private @Nullable Path out;

    @Option(names = "--standard", paramLabel = "FOLDER")
    private List<Path> standard = List.of();

    private final List<Programme> read = new ArrayList<>();

    /** Whether a file is read as activities. */
    static boolean reads(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".xml");
    }

    /** Lines of a file of activities, whose programmes are remembered; says what was not read. */
    List<FundLine> read(Path file, List<Problem> notes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            IatiReader.Read activities = IatiReader.read(in, String.valueOf(file.getFileName()));
            read.addAll(activities.programmes());
            notes.addAll(activities.notes());
            return activities.lines();
        }
    }

    /** Writes the lines where that was asked for, with the programmes declared and those read. */
    void write(List<FundLine> lines, boolean json, Console console) throws IOException {
        if (out == null) {
            return;
        }
        List<Programme> programmes = new ArrayList<>(read);
        if (declared != null) {
            programmes.addAll(ProgrammeFile.read(String.valueOf(declared.getFileName()), Files.readAllBytes(declared)));
        }
        // Whole in memory first: what is refused leaves no half of a file.
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        IatiWriter.Written written = IatiWriter.write(programmes, lines, Instant.now(), whole);
        Files.write(out, whole.toByteArray());
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("written", out.toString());
            object.put("programmes", written.programmes());
            object.put("lines", written.lines());
            object.put("left", written.left().size());
            console.json(object);
            return;
        }
        console.say(
                "cli.measure.funds.iati.written",
                "file",
                out,
                "programmes",
                written.programmes(),
                "lines",
                Console.number(written.lines()),
                "left",
                Console.number(written.left().size()));
    }

    /**
     * Checks what was written and what was read, and says what was checked.
     *
     * @return whether everything is valid, or nothing of IATI was read or written
     */
    boolean check(List<Path> files, boolean json, Console console) throws IOException {
        List<Path> all =
                new ArrayList<>(files.stream().filter(FundsAsIati::reads).toList());
        if (out != null) {
            all.add(out);
        }
        if (all.isEmpty()) {
            return true;
        }
        IatiCheck check = IatiCheck.from(standard);
        boolean valid = true;
        for (Path file : all) {
            IatiCheck.Report report = check.check(file);
            valid &= report.verdict() == IatiCheck.Verdict.VALID;
            if (json) {
                console.json(object(file, report));
            } else {
                show(file, report, console);
            }
        }
        return valid;
    }

    private static Map<String, Object> object(Path file, IatiCheck.Report report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("checked", String.valueOf(file.getFileName()));
        object.put("verdict", Codes.of(report.verdict()));
        object.put("schema", report.schema());
        object.put("mapping", report.mapping());
        object.put("embeddedLists", report.embedded());
        object.put("nonEmbeddedLists", report.nonEmbedded());
        object.put("skippedLists", report.skipped());
        object.put("faults", report.count());
        object.put("warnings", report.warnings().size());
        return object;
    }

    private static void show(Path file, IatiCheck.Report report, Console console) {
        report.faults().forEach(console::problem);
        report.warnings()
                .forEach(warning -> console.err()
                        .println(warning.position() + ": " + console.text(warning.code(), warning.arguments())));
        console.say(
                report.schema() ? "cli.measure.funds.iati.schema" : "cli.measure.funds.iati.no-schema",
                "schema",
                IatiCheck.SCHEMA);
        if (report.mapping()) {
            console.say(
                    "cli.measure.funds.iati.lists",
                    "embedded",
                    names(report.embedded().keySet()),
                    "others",
                    names(report.nonEmbedded().keySet()),
                    "skipped",
                    names(report.skipped()));
        } else {
            console.say("cli.measure.funds.iati.no-lists", "mapping", IatiCheck.MAPPING);
        }
        String name = String.valueOf(file.getFileName());
        switch (report.verdict()) {
            case VALID -> console.say("cli.measure.funds.iati.valid", "file", name);
            case NOT_VALID ->
                console.say("cli.measure.funds.iati.not-valid", "file", name, "count", Console.number(report.count()));
            case NOT_ALL_CHECKED -> console.say("cli.measure.funds.iati.not-all-checked", "file", name);
        }
    }

    private static String names(Set<String> lists) {
        return lists.isEmpty() ? "–" : String.join(", ", lists);
    }
}
