package puente.match.link;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import puente.record.Catalogue;
import puente.record.Language;

/** The report's charts as inline SVG. */
final class Charts {
    private static final int WIDTH = 900;

    private Charts() {}

    /** Counts by weight on a root scale, so that the few pairs between stay visible; a line at the threshold. */
    static String histogram(long[] counts, double low, double high, double threshold) {
        int height = 200;
        double most = Math.sqrt(Math.max(1, Arrays.stream(counts).max().orElse(1)));
        double step = WIDTH / (double) counts.length;
        StringBuilder svg = open(height + 24);
        for (int bin = 0; bin < counts.length; bin++) {
            double tall = counts[bin] == 0 ? 0 : Math.max(1, Math.sqrt(counts[bin]) / most * (height - 20));
            double from = low + bin * (high - low) / counts.length;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=bar x='%.1f' y='%.1f' width='%.1f' height='%.1f'><title>%.0f: %,d</title></rect>",
                    bin * step,
                    height - tall,
                    step - 1,
                    tall,
                    from,
                    counts[bin]));
            if (bin % 4 == 0) {
                svg.append(String.format(
                        Locale.ROOT, "<text class=dim x='%.1f' y='%d'>%.0f</text>", bin * step, height + 16, from));
            }
        }
        double at = (threshold - low) / (high - low) * WIDTH;
        svg.append(String.format(Locale.ROOT, "<path class=line d='M%.1f 0V%d'/>", at, height));
        return svg.append("</svg>").toString();
    }

    /** What was said against what was found, with the diagonal of a perfect account. */
    static String calibration(List<Evaluation.Bin> bins) {
        int size = 240;
        StringBuilder svg = open(size + 8);
        svg.append(String.format(Locale.ROOT, "<path class=line d='M0 %d L%d 0'/>", size, size));
        for (Evaluation.Bin bin : bins) {
            if (bin.count() > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle class=bar cx='%.1f' cy='%.1f' r='4'><title>%.2f / %.2f (%,d)</title></circle>",
                        bin.said() / bin.count() * size,
                        size - bin.found() / bin.count() * size,
                        bin.said() / bin.count(),
                        bin.found() / bin.count(),
                        bin.count()));
            }
        }
        return svg.append("</svg>").toString();
    }

    /** The steps of an explanation as bars that begin where the last one ended. */
    static String waterfall(Explanation explanation, Page page) {
        double low = 0;
        double high = 0;
        double sum = 0;
        for (Explanation.Step step : explanation.steps()) {
            sum += step.bits();
            low = Math.min(low, sum);
            high = Math.max(high, sum);
        }
        int left = 470;
        double unit = (WIDTH - left - 60) / Math.max(1, high - low);
        StringBuilder svg = open(explanation.steps().size() * 22 + 4);
        double from = 0;
        int y = 0;
        for (Explanation.Step step : explanation.steps()) {
            double to = from + step.bits();
            double x = left + (Math.min(from, to) - low) * unit;
            for (Language language : List.of(Language.EN, Language.ES)) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text lang=%s y='%d'>%s</text>",
                        language.name().toLowerCase(Locale.ROOT),
                        y + 15,
                        Page.escaped(label(step, language))));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=%s x='%.1f' y='%d' width='%.1f' height='16'/><text class=dim x='%.1f' y='%d'>%+.1f</text>",
                    step.bits() < 0 ? "against" : "for",
                    x,
                    y + 2,
                    Math.max(1, Math.abs(step.bits()) * unit),
                    x + Math.abs(step.bits()) * unit + 6,
                    y + 15,
                    step.bits()));
            from = to;
            y += 22;
        }
        return svg.append(String.format(Locale.ROOT, "<path class=line d='M%.1f 0V%d'/></svg>", left - low * unit, y))
                .toString();
    }

    private static String label(Explanation.Step step, Language language) {
        Catalogue catalogue = Catalogue.standard();
        return step.code().isEmpty()
                ? catalogue.text("match.link.step." + step.what(), language)
                : step.what() + ": " + catalogue.text(step.code(), language);
    }

    private static StringBuilder open(int height) {
        return new StringBuilder(4096)
                .append(String.format(
                        Locale.ROOT,
                        "<svg viewBox='0 0 %d %d' width='%d' height='%d' role=img>",
                        WIDTH,
                        height,
                        WIDTH,
                        height));
    }
}
