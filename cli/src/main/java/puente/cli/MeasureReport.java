package puente.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.cli.report.RegistrationProof;

/**
 * {@code puente measure report}: what came of an evaluation that was registered beforehand, with its proof and every deviation; exit code
 * {@value Exit#FINDINGS} where there is a deviation, or nothing to evaluate yet.
 */
@Command(name = "report")
final class MeasureReport implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private NodeOption node = new NodeOption();

    @Parameters(paramLabel = "REGISTRATION", descriptionKey = "measure.report.REGISTRATION")
    private String registration = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    MeasureReport(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        JsonNode report;
        try (NodeApi api = node.open(console)) {
            report = api.get("api/v1/registrations/" + registration + "/report").json();
        }
        if (json) {
            console.json(report);
        } else {
            show(report);
        }
        boolean clean = report.path("state").asText().equals("evaluated")
                && report.path("deviations").isEmpty();
        return clean ? Exit.DONE : Exit.FINDINGS;
    }

    private void show(JsonNode report) {
        console.line(said(report.path("statement")));
        console.line("");
        JsonNode registered = report.path("registered");
        console.line(
                registered.isMissingNode()
                        ? console.text("cli.measure.report.unproven")
                        : console.text("cli.measure.report.registered", RegistrationProof.arguments(registered)));
        console.line(console.text(
                report.path("timing").path("before").asBoolean()
                        ? "cli.measure.report.before"
                        : "cli.measure.report.not-before"));
        console.line("");
        if (report.path("state").asText().equals("evaluated")) {
            console.line(said(report.path("judgement").path("text")));
            console.line(said(report.path("reading")));
        } else {
            console.line(said(report.path("reason").path("text")) + " "
                    + said(report.path("reason").path("remedy")));
        }
        console.line("");
        if (report.path("deviations").isEmpty()) {
            console.line(console.text("cli.measure.report.no-deviation"));
        }
        report.path("deviations").forEach(each -> console.line("! " + said(each.path("text"))));
        console.line(console.text(
                "cli.measure.report.fingerprint",
                "fingerprint",
                report.path("fingerprint").asText()));
    }

    /** What the node says in both languages, in the reader's. */
    private String said(JsonNode both) {
        return both.path(console.language().tag()).asText();
    }
}
