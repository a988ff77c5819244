package puente.match.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import puente.match.block.Plan;
import puente.match.field.Field;
import puente.match.model.Model;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;

/**
 * One page about a linkage, in both languages, that needs nothing from elsewhere: how pairs are distributed, why some of them match, what
 * blocking may have missed, how good it is, and whether it serves all alike.
 */
public final class LinkReport {
    private static final String CODE = "match.report.";
    private static final int BINS = 48;

    private final Linker.Result result;
    private final double threshold;
    private final String truth;
    private final Optional<Evaluation> measured;
    private final Page page = new Page();

    private LinkReport(Linker.Result result, double threshold, String truth, Optional<Evaluation> measured) {
        this.result = result;
        this.threshold = threshold;
        this.truth = truth;
        this.measured = measured;
    }

    /**
     * The page as HTML.
     *
     * @param files what was linked, for the heading
     * @param truth the column that holds the known answer, empty where there is none
     */
    public static String html(
            Linker.Result result, String files, double threshold, String truth, Optional<Evaluation> measured) {
        LinkReport report = new LinkReport(result, threshold, truth, measured);
        report.write(files);
        return report.page.html();
    }

    private void write(String files) {
        page.open(CODE + "title");
        page.text("p", CODE + "files", "rows", number(result.table().rows()), "files", files);
        summary();
        measured.ifPresent(this::quality);
        histogram();
        measured.ifPresent(this::calibration);
        examples();
        blocking();
        measured.ifPresent(this::fairness);
        columns();
        model();
        notes();
        page.close();
    }

    private void summary() {
        Estimate estimate = Estimate.of(result, threshold);
        page.text("h2", CODE + "summary");
        page.raw("<div class=tiles>");
        tile(number(estimate.matches()), "matches", "threshold", threshold);
        tile(number(result.subjects().count()), "subjects");
        tile(number(result.pairs().compared()), "compared", "all", number(Math.round(result.allPairs())));
        page.raw("</div>");
        page.text(
                "p",
                CODE + "estimated",
                "precision",
                percent(estimate.precision()),
                "recall",
                percent(estimate.recall()));
    }

    private void tile(String figure, String code, Object... arguments) {
        page.raw("<div><b>" + figure + "</b> ");
        page.text("span", CODE + code, arguments);
        page.raw("</div>");
    }

    private void quality(Evaluation evaluation) {
        page.text("h2", CODE + "quality");
        page.text("p", CODE + "measured", "column", truth);
        page.table(CODE, "", "precision", "interval", "recall", "interval", "#F1");
        quality("of-pairs", evaluation.pairs());
        quality("of-clusters", evaluation.clusters());
        page.endTable();
    }

    private void quality(String name, Evaluation.Quality quality) {
        page.row(
                page.both(CODE + name),
                percent(quality.precision().share()),
                interval(quality.precision()),
                percent(quality.recall().share()),
                interval(quality.recall()),
                percent(quality.f1()));
    }

    private static String interval(Rate rate) {
        return percent(rate.low()) + " – " + percent(rate.high());
    }

    private void histogram() {
        long[] counts = new long[BINS];
        double low = Linker.KEPT_BITS;
        double high = 41;
        ScoredPairs pairs = result.pairs();
        for (int at = 0; at < pairs.size(); at++) {
            int bin = (int) ((pairs.bits(at) - low) / (high - low) * BINS);
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        page.text("h2", CODE + "histogram");
        page.raw(Charts.histogram(counts, low, high, Math.log(threshold / (1 - threshold)) / Math.log(2)));
        page.text("p class=axis", CODE + "histogram-axis");
    }

    private void calibration(Evaluation evaluation) {
        page.text("h2", CODE + "calibration");
        page.text("p", CODE + "calibration-text", "error", percent(evaluation.calibrationError()));
        page.raw(Charts.calibration(evaluation.bins()));
        page.raw("<details>");
        page.text("summary", CODE + "figures");
        page.table(CODE, "said", "found", "pairs");
        for (Evaluation.Bin bin : evaluation.bins()) {
            if (bin.count() > 0) {
                page.row(percent(bin.said() / bin.count()), percent(bin.found() / bin.count()), number(bin.count()));
            }
        }
        page.endTable();
        page.raw("</details>");
    }

    private void examples() {
        page.text("h2", CODE + "examples");
        page.text("p", CODE + "examples-text");
        for (Example example : Example.choose(result, measured.isPresent() ? truth : "", threshold)) {
            Explanation explanation = Explanation.of(
                    result.rows(), result.model(), result.certainties(), example.left(), example.right());
            page.raw("<section class=pair><h3>");
            page.text("span", CODE + example.sort());
            page.raw(" · " + percent(explanation.probability()) + "</h3>");
            fate(example);
            beside(example.left(), example.right());
            page.raw(Charts.waterfall(explanation, page));
            page.text(
                    "p class=axis",
                    CODE + "sum",
                    "bits",
                    String.format(Locale.ROOT, "%+.1f", explanation.bits()),
                    "probability",
                    percent(explanation.probability()));
            page.raw("</section>");
        }
    }

    /** What the known answer says of a pair, and why a true one was missed: no rule brought it together, or it weighed too little. */
    private void fate(Example example) {
        if (example.sort().equals("missed")) {
            int a = result.rows().place(example.left());
            int b = result.rows().place(example.right());
            boolean met = result.candidates().meet(a, b);
            page.text("p class=axis", CODE + (met ? "missed-by-weight" : "missed-by-rules"));
        } else if (measured.isPresent()) {
            Column known = result.table().first(Role.TRUTH).orElseThrow();
            boolean one = new Answer(result.table(), known).same(example.left(), example.right());
            page.text("p class=axis", CODE + (one ? "truly-one" : "truly-two"), "column", truth);
        }
    }

    private void beside(int left, int right) {
        Table table = result.table();
        page.raw("<table class=beside>");
        for (Column column : table.columns()) {
            boolean shown = column.role() != Role.IGNORE && column.role() != Role.TRUTH;
            if (shown && (column.rows()[left] != 0 || column.rows()[right] != 0)) {
                page.row(
                        Page.escaped(column.name()), Page.escaped(column.text(left)), Page.escaped(column.text(right)));
            }
        }
        page.endTable();
    }

    private void blocking() {
        Plan plan = result.plan();
        page.text("h2", CODE + "blocking");
        page.text(
                "p",
                CODE + "blocking-text",
                "tried",
                plan.tried(),
                "chosen",
                plan.rules().size(),
                "budget",
                number(Math.round(plan.budget())),
                "missed",
                percent(plan.missed()),
                "skipped",
                number(result.candidates().skipped()));
        measured.ifPresent(evaluation -> page.text(
                "p", CODE + "blocking-met", "met", percent(evaluation.met().share())));
        page.table(CODE, "rule", "cost", "added", "covered", "cap");
        for (Plan.Chosen each : plan.rules()) {
            page.row(
                    Page.escaped(each.rule().name()),
                    number(Math.round(each.comparisons())),
                    percent(each.added()),
                    percent(each.covered()),
                    number(each.cap()));
        }
        page.endTable();
    }

    private void fairness(Evaluation evaluation) {
        page.text("h2", CODE + "fairness");
        page.text("p", CODE + "fairness-text");
        List<Evaluation.Finding> findings = evaluation.findings();
        if (findings.isEmpty()) {
            page.text("p", CODE + "no-findings");
        } else {
            page.raw("<ul class=findings>");
            findings.forEach(this::finding);
            page.raw("</ul>");
        }
        page.table(CODE, "", "group", "true-pairs", "recall", "interval", "false-matches", "interval", "");
        for (Evaluation.Group group : evaluation.groups()) {
            boolean found =
                    findings.stream().anyMatch(finding -> finding.group().equals(group));
            boolean small = group.recall().of() < Evaluation.GROUP_MIN;
            page.row(
                    page.both(CODE + group.by()),
                    page.both(CODE + group.name()),
                    number(group.recall().of()),
                    percent(group.recall().share()),
                    interval(group.recall()),
                    percent(group.falseMatches().share()),
                    interval(group.falseMatches()),
                    found ? "<mark>" + page.both(CODE + "finding") + "</mark>" : small ? page.both(CODE + "few") : "");
        }
        page.endTable();
    }

    private void finding(Evaluation.Finding finding) {
        page.raw("<li>");
        Object[] arguments = {
            "share", percent(finding.rate().share()),
            "interval", interval(finding.rate()),
            "bestShare", percent(finding.bestRate().share()),
            "bestInterval", interval(finding.bestRate())
        };
        page.raw("<b>" + page.both(CODE + finding.group().by()) + ": "
                + page.both(CODE + finding.group().name()) + "</b> <mark>" + page.both(CODE + "finding") + "</mark> ");
        page.text("span", CODE + "finding-" + finding.measure(), arguments);
        page.raw(" " + page.both(CODE + "finding-best") + " "
                + page.both(CODE + finding.best().name()) + ". ");
        page.text("span", CODE + (finding.apart() ? "finding-apart" : "finding-overlap"));
        page.raw("</li>");
    }

    private void columns() {
        page.text("h2", CODE + "columns");
        page.table(CODE, "column", "role", "filled", "distinct");
        for (Column column : result.table().columns()) {
            page.row(
                    Page.escaped(column.name()),
                    column.role().written(),
                    number(column.filled()),
                    number(column.values().size() - 1));
        }
        page.endTable();
    }

    private void model() {
        Model model = result.model();
        page.text("h2", CODE + "model");
        page.text("p", CODE + "model-text");
        page.table(CODE, "column", "agreement", "#m", "#u", "bits");
        for (int slot = 0; slot < model.slots().size(); slot++) {
            Field.Slot of = model.slots().get(slot);
            for (int level = 1; level < of.levels().size(); level++) {
                page.row(
                        Page.escaped(of.name()),
                        page.both(of.texts() + of.levels().get(level)),
                        String.format(Locale.ROOT, "%.5f", model.m()[slot][level]),
                        String.format(Locale.ROOT, "%.7f", model.u()[slot][level]),
                        String.format(Locale.ROOT, "%+.1f", model.weight(slot, level)));
            }
        }
        page.endTable();
    }

    private void notes() {
        if (result.table().notes().isEmpty()) {
            return;
        }
        page.text("h2", CODE + "notes");
        page.raw("<ul>");
        List<Problem> notes = new ArrayList<>(result.table().notes());
        Catalogue catalogue = Catalogue.standard();
        for (Problem note : notes) {
            page.raw("<li>" + Page.escaped(note.position()) + ": "
                    + Page.spans(catalogue.message(note, Language.EN), catalogue.message(note, Language.ES)) + "</li>");
        }
        page.raw("</ul>");
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
