package puente.agreement;

import puente.record.Forms;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * SHA-256 over the canonical JSON (RFC 8785) of an agreement's whole meaning, its texts included. Formatting, comments and
 * the order of files do not change it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record AgreementHash(String hex) {
    public AgreementHash {
        if (!Forms.isDigest(hex)) {
            throw new ProblemException(Problem.of("agreement.hash.malformed", "", "value", hex));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
