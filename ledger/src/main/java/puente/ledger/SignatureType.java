package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The signature algorithms of notes (C2SP signed-note, "Signature types"; C2SP tlog-cosignature).
 *
 * <p>The identifier enters the key id and the vkey before the public key.
 */
public enum SignatureType {
    /** Ed25519 over the note's text. */
    ED25519(new byte[] {0x01}, 32, 64, false),

    /** Timestamped Ed25519 over {@code cosignature/v1}, a time line and the checkpoint's text. */
    COSIGNATURE_ED25519(new byte[] {0x04}, 32, 64, true),

    /** Timestamped ML-DSA-44 (FIPS 204, pure, empty context) over the {@code subtree/v1} structure. Commits to the cosigner's name. */
    COSIGNATURE_ML_DSA_44(new byte[] {0x06}, 1312, 2420, true),

    /**
     * ML-DSA-44 (FIPS 204, pure, empty context) over the note's text, for notes that are not checkpoints, such as a signed
     * agreement. The standard assigns no byte to it, so its identifier is {@code 0xff} and a longer name. A note's text holds
     * no NUL and a {@code subtree/v1} structure does, so the two messages are never the same even under one key.
     */
    ML_DSA_44(longIdentifier("puente/note/ml-dsa-44/v1\n"), 1312, 2420, false);

    private final byte[] identifier;
    private final int publicKeySize;
    private final int rawSignatureSize;
    private final boolean timed;

    SignatureType(byte[] identifier, int publicKeySize, int rawSignatureSize, boolean timed) {
        this.identifier = identifier;
        this.publicKeySize = publicKeySize;
        this.rawSignatureSize = rawSignatureSize;
        this.timed = timed;
    }

    private static byte[] longIdentifier(String name) {
        byte[] text = name.getBytes(US_ASCII);
        byte[] identifier = new byte[text.length + 1];
        identifier[0] = (byte) 0xff;
        System.arraycopy(text, 0, identifier, 1, text.length);
        return identifier;
    }

    /** The identifier byte, or {@code 0xff} and the long name. */
    public byte[] identifier() {
        return identifier.clone();
    }

    /** Bytes of a public key: 32 for Ed25519, 1312 for ML-DSA-44. */
    public int publicKeySize() {
        return publicKeySize;
    }

    /** Bytes of a signature in a note's line after the key id: the timestamp, if any, included. */
    public int signatureSize() {
        return rawSignatureSize + (timed ? Long.BYTES : 0);
    }

    /** Whether signatures carry the time at which they were made, and sign checkpoints only. */
    public boolean timed() {
        return timed;
    }

    /** Whether keys of this type are ML-DSA-44 keys; otherwise they are Ed25519 keys. */
    public boolean postQuantum() {
        return publicKeySize == 1312;
    }

    /** The type whose identifier begins the bytes, or a {@link LedgerException} {@code ledger.key.type}. */
    static SignatureType leading(byte[] bytes) {
        for (SignatureType type : values()) {
            if (bytes.length >= type.identifier.length
                    && Arrays.equals(type.identifier, 0, type.identifier.length, bytes, 0, type.identifier.length)) {
                return type;
            }
        }
        throw new LedgerException(
                "ledger.key.type", "", "type", bytes.length == 0 ? "" : Integer.toString(bytes[0] & 0xff));
    }
}
