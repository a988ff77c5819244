package puente.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints figures as they are taken: a table row for people, or one JSON object a line for programs. */
public final class Report {
    /**
     * The bound a figure is held to.
     *
     * @param limit in the figure's own unit
     * @param atMost whether the figure must not exceed the limit; otherwise it must reach it
     */
    public record Bar(double limit, boolean atMost) {
        public static Bar atMost(double limit) {
            return new Bar(limit, true);
        }

        public static Bar atLeast(double limit) {
            return new Bar(limit, false);
        }

        boolean met(double value) {
            return atMost ? value <= limit : value >= limit;
        }
    }

    /** Another program's figure for the same work; {@code value} in the same unit. */
    public record Peer(String name, double value) {}

    private final PrintStream out;
    private final boolean json;
    private String bench = "";
    private boolean allMet = true;

    public Report(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void begin(Bench next) {
        bench = next.name();
        if (!json) {
            out.printf("%n%s: %s%n", next.name(), next.measures());
        }
    }

    /** Whether every figure that has a bar met it so far. */
    boolean allMet() {
        return allMet;
    }

    /** A figure without a bar or a peer. */
    public void figure(String metric, double value, String unit) {
        figure(metric, value, unit, null, null);
    }

    /** A figure held to a bar. */
    public void figure(String metric, double value, String unit, Bar bar) {
        figure(metric, value, unit, bar, null);
    }

    /** A figure, the bar it is held to and the peer it stands beside, where there are any. */
    public void figure(String metric, double value, String unit, @Nullable Bar bar, @Nullable Peer peer) {
        Optional<Boolean> met = Optional.ofNullable(bar).map(each -> each.met(value));
        allMet &= met.orElse(true);
        if (json) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("bench", bench);
            line.put("metric", metric);
            line.put("value", value);
            line.put("unit", unit);
            line.put("bar", bar == null ? null : bar.limit());
            line.put("met", met.orElse(null));
            line.put("peer", peer == null ? null : peer.name());
            line.put("peerValue", peer == null ? null : peer.value());
            line.put("ratio", peer == null ? null : value / peer.value());
            out.println(new ObjectMapper().valueToTree(line));
            return;
        }
        String bound = bar == null ? "" : (bar.atMost() ? "≤ " : "≥ ") + number(bar.limit());
        String verdict = met.map(yes -> yes ? "met" : "MISSED").orElse("");
        String beside = peer == null
                ? ""
                : "%s %s, ratio %s".formatted(peer.name(), number(peer.value()), number(value / peer.value()));
        out.printf("  %-48s %14s %-12s %-12s %-7s %s%n", metric, number(value), unit, bound, verdict, beside);
    }

    private static String number(double value) {
        if (value != 0 && Math.abs(value) < 100) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
