package puente.record;

/**
 * Who acts: an agency of a party ({@code mx/fgr}), or a party as a whole ({@code mx}).
 *
 * @param code lower-case ASCII, {@code party} or {@code party/agency}; a party is 2 to 8 letters, an agency 1 to 32 of
 *     {@code a-z 0-9 -}
 */
public record Agency(String code) implements Comparable<Agency> {
    public Agency {
        if (!Forms.isAgency(code)) {
            throw new ProblemException(Problem.of("record.agency.malformed", "", "value", code));
        }
    }

    /** The sovereign signatory this agency belongs to: {@code mx} of {@code mx/fgr}. */
    public String party() {
        int slash = code.indexOf('/');
        return slash < 0 ? code : code.substring(0, slash);
    }

    /** Whether {@code other} is this agency, or this is its party as a whole. */
    public boolean includes(Agency other) {
        return code.equals(other.code) || code.equals(other.party());
    }

    @Override
    public int compareTo(Agency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
