package puente.cli.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * The page as PDF: tagged for reading aloud (PDF/UA-1, ISO 14289-1), with bookmarks, its fonts inside, its charts as lines and areas. Dates and the
 * document's number come from what is in it, so that the same page gives the same bytes.
 */
final class ReportPdf {
    static final String FONT = "Report";
    static final String CHART = "puente/chart";
    private static final float VERSION = 1.7f;

    static {
        // What the library has to say of the page is for those who write it; nobody reads it on a terminal.
        XRLog.setLoggingEnabled(false);
    }

    private ReportPdf() {}

    /**
     * Makes a PDF.
     *
     * @param drawings the charts, by the number that their place on the page names
     * @param asOf the time that the document says it was made at
     */
    static byte[] of(String page, Map<String, Drawing> drawings, Words words, Fonts fonts, Instant asOf)
            throws IOException {
        ChartPainter painter = new ChartPainter(new Lettering(fonts.regular()), words);
        FSObjectDrawer drawer = (element, x, y, width, height, device, context, dotsPerPixel) -> {
            Drawing drawing = drawings.get(element.getAttribute("data"));
            if (drawing != null) {
                double wide = width / dotsPerPixel;
                double high = height / dotsPerPixel;
                device.drawWithGraphics(
                        (float) x,
                        (float) y,
                        (float) wide,
                        (float) high,
                        graphics -> painter.paint(graphics, drawing, wide, high));
            }
            return Map.of();
        };
        DefaultObjectDrawerFactory factory = new DefaultObjectDrawerFactory();
        factory.registerDrawer(CHART, drawer);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFont(() -> new ByteArrayInputStream(fonts.regular()), FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> new ByteArrayInputStream(fonts.bold()), FONT, 600, FontStyle.NORMAL, true);
        builder.useObjectDrawerFactory(factory);
        builder.usePdfUaAccessibility(true);
        builder.usePdfVersion(VERSION);
        builder.withProducer("Puente");
        builder.withHtmlContent(page, null);
        builder.toStream(out);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            date(document, asOf);
            document.save(out);
        }
        return out.toByteArray();
    }

    private static void date(PDDocument document, Instant asOf) throws IOException {
        Calendar at = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        at.setTimeInMillis(asOf.toEpochMilli());
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(at);
        information.setModificationDate(at);
        document.setDocumentId(asOf.toEpochMilli());
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        if (metadata != null) {
            String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8)
                    .replaceAll("(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*<", "$1" + asOf + "<");
            document.getDocumentCatalog()
                    .setMetadata(
                            new PDMetadata(document, new ByteArrayInputStream(xmp.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
