package puente.gateway.stix;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import puente.record.CanonicalJson;

/**
 * STIX identifiers (section 2.9): an object's type, two hyphens, a UUID. Those that this node gives are the first bits of SHA-256
 * over a namespace of Puente's own and the canonical JSON of what tells the object apart, so that the same record has the same
 * identifier at every node and in every answer. They have the form of a version 4, as the standard asks for all but its own
 * observables, and the OASIS validator with it: the bits of a digest stand where that version has random ones.
 */
public final class StixIds {
    /** The namespace of every identifier that Puente derives. */
    public static final UUID NAMESPACE = UUID.fromString("8f2c7d0e-5b1a-4e63-9d47-c3a6e0b95f18");

    private static final int LENGTH_MAX = 250 + 2 + 36;
    private static final int TYPE_LENGTH_MIN = 3;
    private static final int TYPE_LENGTH_MAX = 250;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*-?");
    private static final Pattern RFC_4122 =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final int UUID_LENGTH = 36;

    private StixIds() {}

    /** Whether a text is a type's name: lower case, 3 to 250 characters. */
    public static boolean isType(String text) {
        return text.length() >= TYPE_LENGTH_MIN
                && text.length() <= TYPE_LENGTH_MAX
                && TYPE.matcher(text).matches();
    }

    /** Whether a text is an identifier. */
    public static boolean isId(String text) {
        int dashes = text.length() - UUID_LENGTH - 2;
        return text.length() <= LENGTH_MAX
                && dashes > 0
                && text.startsWith("--", dashes)
                && isType(text.substring(0, dashes))
                && RFC_4122.matcher(text.substring(dashes + 2)).matches();
    }

    /** The type that an identifier names. */
    public static String type(String id) {
        return id.substring(0, id.length() - UUID_LENGTH - 2);
    }

    /** The identifier of the object of a type that these members tell apart. */
    public static String derived(String type, Map<String, ?> contributing) {
        return type + "--" + uuid(CanonicalJson.write(contributing));
    }

    /** A UUID of the form of version 4 (RFC 9562, section 5.4), the same for the same name. */
    public static UUID uuid(byte[] name) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(name));
            long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
            long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException absent) {
            throw new AssertionError("every Java platform has SHA-256", absent);
        }
    }
}
