package puente.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public key that signs notes, under a name: what a C2SP vkey says, {@code name+hex(key id)+base64(type ‖ public key)}.
 * Immutable; safe for all threads.
 */
public final class NoteVerifier {
    /** Characters of the longest vkey accepted. */
    public static final int VKEY_LENGTH_MAX = 4096;

    private final String name;
    private final SignatureType type;
    private final byte[] publicKey;
    private final int keyId;
    private final RawVerifier raw;

    private NoteVerifier(String name, SignatureType type, byte[] publicKey, RawVerifier raw) {
        this.name = KeyName.checked(name);
        this.type = type;
        this.publicKey = publicKey;
        this.keyId = ByteBuffer.wrap(
                        TreeHasher.sha256(Utf8.bytes(name), new byte[] {'\n'}, type.identifier(), publicKey))
                .getInt();
        this.raw = raw;
    }

    /** The same key under another name and as another type of the same algorithm; validating a key costs as much as a signature. */
    NoteVerifier as(String otherName, SignatureType otherType) {
        return new NoteVerifier(otherName, otherType, publicKey, raw);
    }

    /** A key of a type, from its raw public key (32 or 1312 bytes); {@code ledger.key.public} if that is no public key. */
    public static NoteVerifier of(String name, SignatureType type, byte[] publicKey) {
        return new NoteVerifier(name, type, publicKey.clone(), RawVerifier.of(type, publicKey));
    }

    /** Reads a vkey. Its key id must be the one that the standard recommends; {@code ledger.key.*} says what is wrong. */
    public static NoteVerifier parse(String vkey) {
        int first = vkey.indexOf('+');
        int second = vkey.indexOf('+', first + 1);
        if (first < 0 || second < 0 || vkey.length() > VKEY_LENGTH_MAX) {
            throw new LedgerException("ledger.key.malformed", "", "key", Excerpt.of(vkey));
        }
        byte[] material = StrictBase64.decode(vkey.substring(second + 1));
        SignatureType type = SignatureType.leading(material);
        NoteVerifier key = of(
                vkey.substring(0, first),
                type,
                Arrays.copyOfRange(material, type.identifier().length, material.length));
        if (!vkey.substring(first + 1, second).equals(key.keyIdHex())) {
            throw new LedgerException(
                    "ledger.key.id",
                    "",
                    "found",
                    Excerpt.of(vkey.substring(first + 1, second)),
                    "expected",
                    key.keyIdHex());
        }
        return key;
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    public int keyId() {
        return keyId;
    }

    public byte[] publicKey() {
        return publicKey.clone();
    }

    String keyIdHex() {
        return HexFormat.of().toHexDigits(keyId);
    }

    /** The key as text. */
    public String vkey() {
        return vkey(name, keyId, type, publicKey);
    }

    static String vkey(String name, int keyId, SignatureType type, byte[] key) {
        byte[] identifier = type.identifier();
        byte[] material = Arrays.copyOf(identifier, identifier.length + key.length);
        System.arraycopy(key, 0, material, identifier.length, key.length);
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+" + StrictBase64.encode(material);
    }

    /** Whether a signature line claims to be by this key: same name, same key id. Says nothing about its truth. */
    public boolean isNamedBy(NoteSignature signature) {
        return keyId == signature.keyId() && name.equals(signature.name());
    }

    /** Whether the signature is by this key over this text. A timed type signs checkpoints only. */
    public boolean verify(byte[] text, NoteSignature signature) {
        if (!isNamedBy(signature) || signature.signature().length != type.signatureSize()) {
            return false;
        }
        byte[] bytes = signature.signature();
        int start = type.timed() ? Long.BYTES : 0;
        long timestamp = type.timed() ? ByteBuffer.wrap(bytes).getLong() : 0;
        return timestamp >= 0
                && SignedMessage.of(type, name, timestamp, text)
                        .filter(message -> raw.verify(message, bytes, start))
                        .isPresent();
    }

    /** Whether both wrap the same public key, whatever their names and types. */
    public boolean sharesKeyWith(NoteVerifier other) {
        return Arrays.equals(publicKey, other.publicKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    @Override
    public String toString() {
        return name + "+" + keyIdHex();
    }
}
