package puente.ledger;

/** Names of keys (C2SP signed-note, "Format"): not empty, no Unicode space, no plus, no control character. */
final class KeyName {
    /** Bytes that a name has at most in UTF-8: what the cosigned message of an ML-DSA-44 cosignature can carry. */
    static final int SIZE_MAX = 255;

    private KeyName() {}

    static String checked(String name) {
        boolean sound = !name.isEmpty()
                && name.length() <= SIZE_MAX
                && Utf8.isEncodable(name)
                && Utf8.bytes(name).length <= SIZE_MAX
                && name.codePoints()
                        .noneMatch(each -> each == '+'
                                || Character.isWhitespace(each)
                                || Character.isSpaceChar(each)
                                || Character.isISOControl(each));
        if (!sound) {
            throw new LedgerException("ledger.key.name", "", "name", Excerpt.of(name));
        }
        return name;
    }
}
