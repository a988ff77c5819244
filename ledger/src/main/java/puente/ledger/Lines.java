package puente.ledger;

/** Texts of two parts with an empty line between. */
final class Lines {
    private Lines() {}

    /** Where the first newline stands that another follows: the end of the first part. −1 if there is none. */
    static int firstBlank(byte[] text) {
        for (int at = 0; at + 1 < text.length; at++) {
            if (text[at] == '\n' && text[at + 1] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
