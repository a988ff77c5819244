package puente.cli.report;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Letters in a drawing as the outlines of the report's own font: no font of the machine is asked for, so that a drawing is the same everywhere.
 * What a chart says is in its alternative text and its table too.
 */
final class Lettering {
    private final TrueTypeFont font;
    private final CmapLookup letters;

    Lettering(byte[] sfnt) throws IOException {
        font = new TTFParser().parse(new RandomAccessReadBuffer(sfnt));
        letters = font.getUnicodeCmapLookup();
    }

    double width(String text, double size) {
        double units = 0;
        for (int letter : text.codePoints().toArray()) {
            units += advance(letters.getGlyphId(letter));
        }
        try {
            return units * size / font.getUnitsPerEm();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private double advance(int glyph) {
        try {
            return font.getAdvanceWidth(glyph);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Draws a line of text in the current colour.
     *
     * @param anchor 0 where the text begins at {@code x}, 0.5 where it is centred there, 1 where it ends there
     */
    void draw(Graphics2D graphics, String text, double x, double y, double size, double anchor) {
        try {
            double scale = size / font.getUnitsPerEm();
            double at = x - anchor * width(text, size);
            for (int letter : text.codePoints().toArray()) {
                int glyph = letters.getGlyphId(letter);
                GlyphData outline = font.getGlyph().getGlyph(glyph);
                if (outline != null) {
                    AffineTransform place = new AffineTransform(scale, 0, 0, -scale, at, y);
                    graphics.fill(place.createTransformedShape(outline.getPath()));
                }
                at += advance(glyph) * scale;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
