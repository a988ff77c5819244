package puente.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Honest progress while a person waits: how much of how much, and how fast. On a terminal it redraws one line at most every
 * {@value #REDRAW_MILLIS_MIN} ms; elsewhere (a file, CI) it writes one line when it is closed, so that logs stay short.
 */
public final class ProgressBar implements AutoCloseable {
    /** The shortest time between two drawings on a terminal. */
    static final long REDRAW_MILLIS_MIN = 100;

    private static final int CELLS = 24;

    private final PrintStream err;
    private final boolean terminal;
    private final String label;
    private final String unit;
    private final long startNanos = System.nanoTime();
    private long total;
    private long done;
    private long drawnNanos;
    private boolean closed;

    /** @param total how many units there are; 0 or less where that is unknown */
    ProgressBar(PrintStream err, boolean terminal, String label, long total, String unit) {
        this.err = err;
        this.terminal = terminal;
        this.label = label;
        this.total = total;
        this.unit = unit;
    }

    /** Says how much is done by now, and of how much. */
    public synchronized void at(long doneByNow, long totalByNow) {
        done = doneByNow;
        total = totalByNow;
        long now = System.nanoTime();
        if (terminal && !closed && now - drawnNanos >= REDRAW_MILLIS_MIN * 1_000_000) {
            drawnNanos = now;
            err.print('\r' + render());
            err.flush();
        }
    }

    /** Says how much is done by now. */
    public synchronized void at(long doneByNow) {
        at(doneByNow, total);
    }

    /** Says that {@code more} units are done. */
    public synchronized void advance(long more) {
        at(done + more, total);
    }

    private String render() {
        double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
        StringBuilder line = new StringBuilder(120).append(label).append("  ");
        if (total > 0) {
            int filled = (int) Math.min(CELLS, CELLS * done / total);
            line.append('[')
                    .append("█".repeat(filled))
                    .append("·".repeat(CELLS - filled))
                    .append("] ")
                    .append(String.format(Locale.ROOT, "%3d %%  ", Math.min(100, 100 * done / total)))
                    .append(Console.number(done))
                    .append('/')
                    .append(Console.number(total));
        } else {
            line.append(Console.number(done));
        }
        return line.append(' ')
                .append(unit)
                .append("  ")
                .append(Console.number(Math.round(done / seconds)))
                .append("/s  ")
                .append(String.format(Locale.ROOT, "%.1f s ", seconds))
                .toString();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            err.println(terminal ? '\r' + render() : render().stripTrailing());
        }
    }
}
