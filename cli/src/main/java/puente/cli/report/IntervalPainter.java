package puente.cli.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import puente.cli.report.Intervals.Estimate;

/** Draws estimates with their intervals, in the colours of the public pages on white: what can be told from nothing is full, the rest is quiet. */
final class IntervalPainter {
    /** Room for one row, in points. */
    static final double ROW = 13;

    /** Room under the rows for the names of the scale, in points. */
    static final double FOOT = 18;

    private static final double SIZE = 8.5;
    private static final double NAMES = 110;
    private static final double LEFT = 34;
    private static final double EDGE = 12;

    private final Lettering letters;
    private final Words words;

    IntervalPainter(Lettering letters, Words words) {
        this.letters = letters;
        this.words = words;
    }

    void paint(Graphics2D graphics, Intervals intervals, double width, double height) {
        double foot = height - FOOT;
        for (double mark : intervals.marks()) {
            boolean isNothing = mark == (intervals.isRatio() ? 1 : 0);
            graphics.setColor(isNothing ? ChartPainter.QUIET : ChartPainter.LINE);
            graphics.setStroke(new BasicStroke(isNothing ? 1f : 0.6f));
            Point2D at = place(intervals, 0, mark, width, foot);
            String name = (intervals.isRatio() ? "× " : "") + words.decimals(mark, 3);
            if (intervals.isRows()) {
                graphics.draw(new Line2D.Double(at.getX(), 0, at.getX(), foot));
                graphics.setColor(ChartPainter.QUIET);
                letters.draw(graphics, name, at.getX(), height - 5, SIZE, 0.5);
            } else {
                graphics.draw(new Line2D.Double(LEFT, at.getY(), width, at.getY()));
                graphics.setColor(ChartPainter.QUIET);
                letters.draw(graphics, name, LEFT - 5, at.getY() + 3, SIZE, 1);
            }
        }
        for (int index = 0; index < intervals.estimates().size(); index++) {
            estimate(graphics, intervals, index, width, foot);
        }
    }

    private void estimate(Graphics2D graphics, Intervals intervals, int index, double width, double foot) {
        Estimate each = intervals.estimates().get(index);
        Point2D from = place(intervals, index, each.lower(), width, foot);
        Point2D to = place(intervals, index, each.upper(), width, foot);
        Point2D at = place(intervals, index, each.value(), width, foot);
        graphics.setColor(each.isSeen() ? ChartPainter.ACCENT : ChartPainter.EARLIER);
        graphics.setStroke(new BasicStroke(each.isSeen() ? 1.8f : 1.2f));
        graphics.draw(new Line2D.Double(from, to));
        double radius = each.isSeen() ? 3.2 : 2.4;
        graphics.fill(new Ellipse2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius));
        graphics.setColor(ChartPainter.INK);
        if (intervals.isRows()) {
            letters.draw(graphics, each.name(), NAMES - 8, at.getY() + 3, SIZE, 1);
        } else if (!each.name().isEmpty()) {
            graphics.setColor(ChartPainter.QUIET);
            letters.draw(graphics, each.name(), at.getX(), foot + 12, SIZE, 0.5);
        }
    }

    private static Point2D place(Intervals intervals, int index, double value, double width, double foot) {
        double part = (intervals.at(value) + 1) / 2;
        int count = intervals.estimates().size();
        return intervals.isRows()
                ? new Point2D.Double(NAMES + EDGE + part * (width - NAMES - 2 * EDGE), (index + 0.5) * foot / count)
                : new Point2D.Double(
                        LEFT + (index + 0.5) * (width - LEFT) / count, EDGE / 2 + (1 - part) * (foot - EDGE));
    }
}
