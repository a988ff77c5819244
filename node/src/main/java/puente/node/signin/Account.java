package puente.node.signin;

import java.util.regex.Pattern;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Who somebody turned out to be when they signed in.
 *
 * @param id stays the same from one sign-in to the next: issuer and subject
 * @param name as people know them
 * @param agency for whom they act
 * @param role in which role
 * @param officer what journal and approvals call them within the agency
 * @param strength {@code multi-factor}, {@code single-factor} or {@code demonstration}
 */
public record Account(String id, String name, Agency agency, Role role, String officer, String strength) {
    public static final String MULTI_FACTOR = "multi-factor";
    public static final String SINGLE_FACTOR = "single-factor";
    public static final String DEMONSTRATION = "demonstration";

    /** Longest name kept, in characters; a longer one is cut. */
    public static final int NAME_LENGTH_MAX = 100;

    /** What an officer may be called: begins with a letter or digit, no control characters, 1 to 64 characters. */
    public static final Pattern OFFICER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}");

    public Account {
        if (!OFFICER.matcher(officer).matches()) {
            throw new ProblemException(Problem.of("node.officer.malformed", "officer"));
        }
        name = name.codePoints()
                .filter(each -> !Character.isISOControl(each))
                .limit(NAME_LENGTH_MAX)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
