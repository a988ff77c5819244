package puente.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import puente.cli.report.Drawing.Place;

/** Draws a chart from lines and areas, in the colours of the public pages on white. What lies in the year of the report is full, the rest is quiet. */
final class ChartPainter {
    static final Color INK = new Color(0x16191d);
    static final Color QUIET = new Color(0x535c66);
    static final Color LINE = new Color(0xd6dade);
    static final Color ACCENT = new Color(0x5b34b8);
    static final Color EARLIER = new Color(0xbda7ec);
    private static final Color SOFT = new Color(0xefe9fb);
    private static final Color BAND = new Color(0xe0d6f7);
    private static final double SIZE = 9.5;
    private static final double LEFT = 52;
    private static final double FOOT = 20;
    private static final double TOP = 8;
    private static final double EDGE = 26;

    private final Lettering letters;
    private final Words words;

    ChartPainter(Lettering letters, Words words) {
        this.letters = letters;
        this.words = words;
    }

    void paint(Graphics2D graphics, Drawing drawing, double width, double height) {
        Plane plane = new Plane(drawing, width, height - FOOT);
        graphics.setStroke(new BasicStroke(0.75f));
        year(graphics, plane);
        for (int part = 0; part <= 4; part++) {
            double value = drawing.top() * part / 4;
            graphics.setColor(LINE);
            graphics.draw(new Line2D.Double(LEFT, plane.y(value), width, plane.y(value)));
            if (part % 2 == 0) {
                graphics.setColor(QUIET);
                letters.draw(graphics, words.axis(value), LEFT - 6, plane.y(value) + 3.2, SIZE, 1);
            }
        }
        expected(graphics, plane);
        if (drawing.bars()) {
            bars(graphics, plane);
        } else {
            graphics.setColor(ACCENT);
            graphics.setStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(line(plane, Place::value));
        }
        marks(graphics, plane);
        names(graphics, plane, width, height);
    }

    private record Plane(Drawing drawing, double width, double foot) {
        double step() {
            return (width - LEFT) / drawing.places().size();
        }

        double x(int at) {
            return LEFT + (at + 0.5) * step();
        }

        double y(double value) {
            return foot - value / drawing.top() * (foot - TOP);
        }

        List<Place> places() {
            return drawing.places();
        }
    }

    /** A ground under the year of the report, where it is more than one place. */
    private static void year(Graphics2D graphics, Plane plane) {
        if (plane.drawing().bars()) {
            return;
        }
        graphics.setColor(SOFT);
        for (int at = 0; at < plane.places().size(); at++) {
            if (plane.places().get(at).reported()) {
                int from = at;
                while (at + 1 < plane.places().size()
                        && plane.places().get(at + 1).reported()) {
                    at++;
                }
                graphics.fill(new Rectangle2D.Double(
                        plane.x(from) - plane.step() / 2, TOP, (at - from + 1) * plane.step(), plane.foot() - TOP));
            }
        }
    }

    private static void bars(Graphics2D graphics, Plane plane) {
        for (int at = 0; at < plane.places().size(); at++) {
            Place place = plane.places().get(at);
            if (Double.isNaN(place.value())) {
                continue;
            }
            double top = plane.y(Math.max(0, place.value()));
            Rectangle2D bar = new Rectangle2D.Double(
                    plane.x(at) - plane.step() * 0.35, top, plane.step() * 0.7, Math.max(0, plane.foot() - top));
            graphics.setColor(place.open() ? SOFT : place.reported() ? ACCENT : EARLIER);
            graphics.fill(bar);
            if (place.open()) {
                graphics.setColor(ACCENT);
                graphics.setStroke(new BasicStroke(0.75f));
                graphics.draw(bar);
            }
        }
    }

    private static Path2D line(Plane plane, ToDoubleFunction<Place> value) {
        Path2D path = new Path2D.Double();
        boolean isDrawing = false;
        for (int at = 0; at < plane.places().size(); at++) {
            double y = value.applyAsDouble(plane.places().get(at));
            if (!Double.isNaN(y)) {
                if (isDrawing) {
                    path.lineTo(plane.x(at), plane.y(y));
                } else {
                    path.moveTo(plane.x(at), plane.y(y));
                }
            }
            isDrawing = !Double.isNaN(y);
        }
        return path;
    }

    /** What is expected of periods to come: a band, and a dashed line in it. */
    private static void expected(Graphics2D graphics, Plane plane) {
        Path2D band = new Path2D.Double();
        boolean isEmpty = true;
        for (int at = 0; at < plane.places().size(); at++) {
            Drawing.Expected expected = plane.places().get(at).expected();
            if (expected != null) {
                if (isEmpty) {
                    band.moveTo(plane.x(at), plane.y(expected.upper()));
                } else {
                    band.lineTo(plane.x(at), plane.y(expected.upper()));
                }
                isEmpty = false;
            }
        }
        if (isEmpty) {
            return;
        }
        for (int at = plane.places().size() - 1; at >= 0; at--) {
            Drawing.Expected expected = plane.places().get(at).expected();
            if (expected != null) {
                band.lineTo(plane.x(at), plane.y(Math.max(0, expected.lower())));
            }
        }
        band.closePath();
        graphics.setColor(BAND);
        graphics.fill(band);
        graphics.setColor(ACCENT);
        graphics.setStroke(
                new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3, 2}, 0));
        graphics.draw(line(
                plane,
                place ->
                        place.expected() == null ? Double.NaN : place.expected().mean()));
    }

    private static void marks(Graphics2D graphics, Plane plane) {
        graphics.setStroke(new BasicStroke(0.75f));
        graphics.setColor(INK);
        for (int at = 0; at < plane.places().size(); at++) {
            Place place = plane.places().get(at);
            if (place.changed() && !Double.isNaN(place.value())) {
                double y = plane.y(place.value());
                graphics.draw(new Line2D.Double(plane.x(at), TOP, plane.x(at), plane.foot()));
                graphics.fill(new Ellipse2D.Double(plane.x(at) - 3, y - 3, 6, 6));
            }
        }
    }

    private void names(Graphics2D graphics, Plane plane, double width, double height) {
        graphics.setColor(QUIET);
        for (int at : plane.drawing().named()) {
            Place place = plane.places().get(at);
            boolean isLast = plane.x(at) > width - EDGE;
            String name = place.tick() + (place.open() ? "*" : "");
            letters.draw(graphics, name, isLast ? width : plane.x(at), height - 5, SIZE, isLast ? 1 : 0.5);
        }
    }
}
