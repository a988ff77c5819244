package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.cli.report.YearlyReport;
import puente.record.Language;

/**
 * {@code puente report}: what the public pages of a node say of one year, as PDF; a file for each language, because a document has one. The node is asked once, so
 * that both say the same.
 */
@Command(name = "report")
final class ReportCommand implements Callable<Integer> {
    private static final String PDF = ".pdf";

    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private NodeOption node = new NodeOption();

    @Parameters(paramLabel = "YEAR", descriptionKey = "report.YEAR")
    private int year;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "report.out")
    private Path out = Path.of("report.pdf");

    @Option(names = "--language", paramLabel = "es|en", descriptionKey = "report.language")
    private Optional<Language> only = Optional.empty();

    @Option(names = "--every-programme", descriptionKey = "report.every-programme")
    private boolean everyProgramme;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        YearlyReport report;
        try (NodeApi api = node.open(console);
                ProgressBar progress = console.progress(console.text("cli.report.asking"), YearlyReport.STEPS, "")) {
            report = YearlyReport.ask(api, year, everyProgramme, () -> progress.advance(1));
        }
        List<Language> languages = only.map(List::of).orElse(List.of(Language.ES, Language.EN));
        for (Language language : languages) {
            write(languages.size() == 1 ? out : beside(language), report.pdf(language));
        }
        return Exit.DONE;
    }

    private void write(Path file, byte[] pdf) throws IOException {
        Files.write(file, pdf);
        console.say("cli.report.written", "file", file, "bytes", Console.number(pdf.length));
    }

    /** {@code report.pdf} is {@code report.es.pdf} and {@code report.en.pdf}. */
    private Path beside(Language language) {
        String name = String.valueOf(out.getFileName());
        String stem = name.endsWith(PDF) ? name.substring(0, name.length() - PDF.length()) : name;
        return out.resolveSibling(stem + "." + language.tag() + PDF);
    }
}
