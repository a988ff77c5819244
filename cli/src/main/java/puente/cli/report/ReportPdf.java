package puente.cli.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.util.XRLog;
import java.awt.Graphics2D;
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
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;

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
    static byte[] of(String page, Map<String, Picture> drawings, Words words, Fonts fonts, Instant asOf)
            throws IOException {
        Lettering letters = new Lettering(fonts.regular());
        FSObjectDrawer drawer = (element, x, y, width, height, device, context, dotsPerPixel) -> {
            Picture picture = drawings.get(element.getAttribute("data"));
            if (picture != null) {
                double wide = width / dotsPerPixel;
                double high = height / dotsPerPixel;
                device.drawWithGraphics(
                        (float) x,
                        (float) y,
                        (float) wide,
                        (float) high,
                        graphics -> paint(graphics, picture, letters, words, wide, high));
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
            describeLinks(document, words);
            document.save(out);
        }
        return out.toByteArray();
    }

    private static void paint(
            Graphics2D graphics, Picture picture, Lettering letters, Words words, double width, double height) {
        switch (picture) {
            case Drawing drawing -> new ChartPainter(letters, words).paint(graphics, drawing, width, height);
            case Intervals intervals -> new IntervalPainter(letters, words).paint(graphics, intervals, width, height);
        }
    }

    /** Where each link leads, for those who hear it (ISO 14289-1, 7.18.5): the library knows it and does not say it. */
    private static void describeLinks(PDDocument document, Words words) throws IOException {
        for (PDPage page : document.getPages()) {
            for (PDAnnotation annotation : page.getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link
                        && link.getAction() instanceof PDActionGoTo go
                        && go.getDestination() instanceof PDPageDestination destination) {
                    int number = document.getPages().indexOf(destination.getPage()) + 1;
                    link.setContents(words.text("cli.report.link", "page", number));
                }
            }
        }
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
