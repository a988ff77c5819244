package puente.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import puente.cli.Console;
import puente.cli.NodeApi;
import puente.cli.Table;
import puente.record.Catalogue;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What {@code demo --check} found: claim by claim, what was seen, and whether it holds. A probe that ends with a fault is a claim that
 * does not hold; the remaining claims are still looked at.
 */
final class CheckReport {
    private final Console console;
    private final boolean json;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * One claim looked at.
     *
     * @param claim its code in the catalogue, {@code cli.check.…}
     * @param seen what was seen, mostly figures and identifiers
     */
    record Finding(String claim, String seen, boolean holds, long millis) {}

    /** What a probe saw, and whether the claim holds with it. */
    record Seen(boolean holds, String what) {
        static Seen of(boolean holds, Object... what) {
            StringBuilder words = new StringBuilder();
            for (Object each : what) {
                words.append(words.isEmpty() ? "" : " · ").append(each);
            }
            return new Seen(holds, words.toString());
        }
    }

    /** Looks at one claim. */
    @FunctionalInterface
    interface Probe {
        Seen look() throws IOException, InterruptedException;
    }

    CheckReport(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Looks at one claim and notes what was seen. */
    void claim(String code, Probe probe) throws InterruptedException {
        long start = System.nanoTime();
        Seen seen;
        try {
            seen = probe.look();
        } catch (NodeApi.RefusedException refused) {
            seen = new Seen(false, refused.status() + " " + words(refused));
        } catch (ProblemException refused) {
            seen = new Seen(false, words(refused.problems().getFirst()));
        } catch (IOException | IllegalStateException fault) {
            seen = new Seen(false, fault.toString());
        }
        Finding finding = new Finding(code, seen.what(), seen.holds(), (System.nanoTime() - start) / 1_000_000);
        findings.add(finding);
        if (!json) {
            console.err()
                    .println((finding.holds() ? "✓ " : "✗ ") + console.text(code) + ": " + finding.seen() + "  ("
                            + String.format(Locale.ROOT, "%.1f s", finding.millis() / 1000.0) + ")");
        }
    }

    private static String words(NodeApi.RefusedException refused) {
        return refused.problems().isEmpty() ? "" : refused.problems().getFirst().reason() + " [" + refused.code() + "]";
    }

    private String words(Problem problem) {
        return Catalogue.standard().message(problem, console.language()) + " [" + problem.code() + "]";
    }

    boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Prints the table, or an object a line. */
    void print() {
        if (json) {
            for (Finding finding : findings) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("claim", finding.claim());
                object.put("text", console.text(finding.claim()));
                object.put("seen", finding.seen());
                object.put("holds", finding.holds());
                object.put("millis", finding.millis());
                console.json(object);
            }
            return;
        }
        Table table = new Table("", console.text("cli.check.claim"), console.text("cli.check.seen"));
        findings.forEach(
                finding -> table.row(finding.holds() ? "✓" : "✗", console.text(finding.claim()), finding.seen()));
        table.print(console);
        long held = findings.stream().filter(Finding::holds).count();
        console.say("cli.check.total", "held", held, "all", findings.size());
    }
}
