package puente.agreement;

import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * SHA-256 over the canonical JSON (RFC 8785) of an agreement's whole meaning, its texts included. Formatting, comments and
 * the order of files do not change it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record AgreementHash(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public AgreementHash {
        if (!HEX.matcher(hex).matches()) {
            throw new ProblemException(Problem.of("agreement.hash.malformed", "", "value", hex));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
