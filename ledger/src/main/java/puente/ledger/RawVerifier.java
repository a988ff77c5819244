package puente.ledger;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** Verification with a public key over raw messages. */
@FunctionalInterface
interface RawVerifier {
    /** Whether the signature that begins at {@code offset} and ends with the array is over the message. */
    boolean verify(byte[] message, byte[] signature, int offset);

    /** {@code ledger.key.public} if the bytes are no public key of the type. */
    static RawVerifier of(SignatureType type, byte[] publicKey) {
        if (publicKey.length != type.publicKeySize()) {
            throw unusable(type);
        }
        return type.postQuantum() ? MlDsa.verifier(publicKey) : ed25519(publicKey);
    }

    private static RawVerifier ed25519(byte[] publicKey) {
        // Full validation also refuses points of small order, under which one signature fits many messages.
        Ed25519.@Nullable PublicPoint point = Ed25519.validatePublicKeyFull(publicKey, 0)
                ? Ed25519.validatePublicKeyPartialExport(publicKey, 0)
                : null;
        if (point == null) {
            throw unusable(SignatureType.ED25519);
        }
        Ed25519.PublicPoint sound = point;
        return (message, signature, offset) -> signature.length - offset == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature, offset, sound, message, 0, message.length);
    }

    static LedgerException unusable(SignatureType type) {
        return new LedgerException("ledger.key.public", "", "type", type, "size", type.publicKeySize());
    }
}
