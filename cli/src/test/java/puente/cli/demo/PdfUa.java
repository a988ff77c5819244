package puente.cli.demo;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** The rules of PDF/UA-1 (ISO 14289-1) that a machine can check, as veraPDF checks them. */
final class PdfUa {
    /** Fewer than these were no whole document. */
    private static final int CHECKS_MIN = 1_000;

    private PdfUa() {}

    /** What is violated, by clause and test of the Matterhorn protocol's rules; empty for a valid document. */
    static List<String> violations(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getTotalAssertions() < CHECKS_MIN) {
                throw new AssertionError("only " + result.getTotalAssertions() + " checks were made");
            }
            List<String> violations = result.getTestAssertions().stream()
                    .map(each -> each.getRuleId().getClause() + "-"
                            + each.getRuleId().getTestNumber() + " " + each.getMessage() + " at "
                            + each.getLocation().getContext())
                    .toList();
            if (result.isCompliant() != violations.isEmpty()) {
                throw new AssertionError("a violation that is not told: " + result.getFailedChecks());
            }
            return violations;
        }
    }
}
