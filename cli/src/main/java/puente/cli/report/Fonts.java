package puente.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The fonts of the report, embedded in it: IBM Plex Sans in two weights, the page's own, under the SIL Open Font License 1.1; where the page was left out of
 * the build, Liberation Sans as PDFBox brings it, under the same licence.
 */
record Fonts(byte[] regular, byte[] bold) {
    private static final String PLEX = "/puente/print/ibm-plex-sans-latin-%d-normal.woff";
    private static final String LIBERATION = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    static Fonts load() throws IOException {
        Optional<byte[]> regular = read(PLEX.formatted(400));
        Optional<byte[]> bold = read(PLEX.formatted(600));
        if (regular.isPresent() && bold.isPresent()) {
            return new Fonts(Woff.unpack(regular.get()), Woff.unpack(bold.get()));
        }
        byte[] other = read(LIBERATION).orElseThrow(() -> new IOException("no font to print with"));
        return new Fonts(other, other);
    }

    private static Optional<byte[]> read(String resource) throws IOException {
        try (InputStream in = Fonts.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
