package puente.agreement;

/**
 * In which office somebody acts, and how surely it is them. Known at the node where they act, and nowhere else: it does not
 * travel with a leaf, so only clauses about acts of one node may speak of it ({@link Action#READ}, {@link Action#EXPORT},
 * {@link Action#OPERATE}).
 *
 * @param role {@code analyst}, {@code supervisor}, {@code legal-officer}, {@code auditor}, {@code oversight},
 *     {@code administrator}, {@code programme-manager}; {@code program} for a client without a person; empty where it is not known
 * @param strength how they signed in: {@code multi-factor}, {@code single-factor}, {@code token}, {@code certificate},
 *     {@code demonstration}; empty where it is not known
 * @param function what they want to use, for {@link Action#OPERATE}; empty in every other act
 */
public record Standing(String role, String strength, String function) {
    /** Nothing is known of who acts but the agency. */
    public static final Standing UNKNOWN = new Standing("", "", "");

    /** The same person, who wants to use a function of the node. */
    public Standing using(String wanted) {
        return new Standing(role, strength, wanted);
    }
}
