package puente.browser;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * A page as a person's printer gives it.
 *
 * @param text all of it, with one space where there is any
 * @param darkPages those of which more than half is not white, counted from 1
 */
record Paper(String text, List<Integer> darkPages) {
    private static final int WHITE = 0xf0;

    /** Prints with backgrounds, so that a page that is dark on a screen and forgot to be white on paper is seen. */
    static Paper of(Page page, String format) throws IOException {
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat(format).setPrintBackground(true));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<Integer> dark = new ArrayList<>();
            PDFRenderer renderer = new PDFRenderer(document);
            for (int each = 0; each < document.getNumberOfPages(); each++) {
                if (isDark(renderer.renderImage(each, 0.25f))) {
                    dark.add(each + 1);
                }
            }
            return new Paper(new PDFTextStripper().getText(document).replaceAll("\\s+", " "), dark);
        }
    }

    private static boolean isDark(BufferedImage image) {
        long dark = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xff) < WHITE ? 1 : 0;
            }
        }
        return dark * 2 > (long) image.getWidth() * image.getHeight();
    }
}
