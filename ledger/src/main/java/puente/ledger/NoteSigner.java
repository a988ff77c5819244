package puente.ledger;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A private key that signs notes, under a name. Its text form is {@code PRIVATE+KEY+name+hex(key id)+base64(type ‖ seed)}, for
 * both algorithms: the seed is the 32 bytes of RFC 8032 or the ξ of FIPS 204. Immutable; safe for all threads.
 *
 * <p>One key pair may sign under several names ({@link #named}), as a node's does for each of its logs: key ids and vkeys
 * differ, the messages are told apart by the origin in them. Do not use one Ed25519 key for cosigners of different meaning.
 */
public final class NoteSigner {
    /** Bytes of the seed of either algorithm. */
    public static final int SEED_SIZE = 32;

    private static final String START = "PRIVATE+KEY+";

    private final byte[] seed;
    private final NoteVerifier verifier;
    private final RawSigner raw;

    private interface RawSigner {
        byte[] sign(byte[] message);
    }

    private NoteSigner(byte[] seed, NoteVerifier verifier, RawSigner raw) {
        this.seed = seed;
        this.verifier = verifier;
        this.raw = raw;
    }

    /** A new key pair. */
    public static NoteSigner generate(String name, SignatureType type, SecureRandom random) {
        byte[] seed = new byte[SEED_SIZE];
        random.nextBytes(seed);
        return ofSeed(name, type, seed);
    }

    /** The key pair of a 32-byte seed. */
    public static NoteSigner ofSeed(String name, SignatureType type, byte[] seed) {
        if (seed.length != SEED_SIZE) {
            throw new LedgerException("ledger.key.seed", "", "size", seed.length);
        }
        byte[] own = seed.clone();
        if (type.postQuantum()) {
            KeyPair pair = MlDsa.fromSeed(own);
            PrivateKey key = pair.getPrivate();
            NoteVerifier verifier = NoteVerifier.of(name, type, MlDsa.rawPublicKey(pair.getPublic()));
            return new NoteSigner(own, verifier, message -> MlDsa.sign(key, message));
        }
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(own, 0, publicKey, 0);
        return new NoteSigner(own, NoteVerifier.of(name, type, publicKey), message -> {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(own, 0, publicKey, 0, message, 0, message.length, signature, 0);
            return signature;
        });
    }

    /** Reads the private text form; {@code ledger.key.*} says what is wrong, and never repeats the key. */
    public static NoteSigner parse(String privateForm) {
        String[] parts = privateForm.split("\\+", 5);
        if (!privateForm.startsWith(START)
                || parts.length != 5
                || privateForm.length() > NoteVerifier.VKEY_LENGTH_MAX) {
            throw new LedgerException("ledger.key.private", "");
        }
        byte[] material;
        try {
            material = StrictBase64.decode(parts[4]);
        } catch (LedgerException unreadable) {
            throw new LedgerException("ledger.key.private", "");
        }
        SignatureType type = SignatureType.leading(material);
        NoteSigner signer =
                ofSeed(parts[2], type, Arrays.copyOfRange(material, type.identifier().length, material.length));
        if (!parts[3].equals(signer.verifier.keyIdHex())) {
            throw new LedgerException(
                    "ledger.key.id", "", "found", Excerpt.of(parts[3]), "expected", signer.verifier.keyIdHex());
        }
        return signer;
    }

    /** The private text form. Whoever reads it can sign as this key. */
    public String privateForm() {
        return START + NoteVerifier.vkey(name(), verifier.keyId(), type(), seed);
    }

    public String name() {
        return verifier.name();
    }

    public SignatureType type() {
        return verifier.type();
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /** The public key as text. */
    public String vkey() {
        return verifier.vkey();
    }

    /** The same key pair under another name. */
    public NoteSigner named(String name) {
        return as(name, type());
    }

    /** The same key pair under another name and as another type of the same algorithm. */
    public NoteSigner as(String name, SignatureType type) {
        if (type.postQuantum() != type().postQuantum()) {
            throw new IllegalArgumentException("a key of " + type() + " is none of " + type);
        }
        return new NoteSigner(seed, verifier.as(name, type), raw);
    }

    /**
     * Signs a note's text.
     *
     * @param time enters signatures of timed types, in whole seconds; others ignore it
     * @throws LedgerException {@code ledger.checkpoint.malformed} if the type signs checkpoints only and the text is none, or
     *     one whose origin is too long for it; {@code ledger.note.domain} if a plain text begins like a cosigned message
     */
    public NoteSignature sign(byte[] text, Instant time) {
        long timestamp = type().timed() ? time.getEpochSecond() : 0;
        if (timestamp < 0 || (type().timed() && timestamp == 0)) {
            throw new IllegalArgumentException("a timed signature needs a time after 1970, not " + time);
        }
        byte[] message = SignedMessage.of(type(), name(), timestamp, text).orElseThrow(this::refusal);
        byte[] signature = raw.sign(message);
        byte[] whole = type().timed()
                ? ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(timestamp)
                        .put(signature)
                        .array()
                : signature;
        return new NoteSignature(name(), verifier.keyId(), whole);
    }

    private LedgerException refusal() {
        return type().timed()
                ? new LedgerException("ledger.checkpoint.malformed", "line 1", "found", "")
                : new LedgerException("ledger.note.domain", "line 1");
    }

    /** Names the key; never shows it. */
    @Override
    public String toString() {
        return verifier.toString();
    }
}
