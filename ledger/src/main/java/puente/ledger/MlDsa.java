package puente.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * ML-DSA-44 (FIPS 204) by the JDK: pure, empty context, which is what {@code Signature.getInstance("ML-DSA-44")} computes.
 *
 * <p>The JDK speaks of keys only in X.509 and PKCS#8, and its PKCS#8 forms differ between releases. The standards here speak of
 * the raw 1312-byte public key and of the 32-byte seed ξ. So the public key is set into, and cut out of, its fixed X.509
 * frame; and the private key is derived from the seed by the JDK's own key generation, which draws exactly ξ from its source of
 * randomness (FIPS 204 algorithm 1). A draw of any other kind fails loudly rather than make another key. The tests compare
 * with an independent implementation of FIPS 204.
 *
 * <p>Signing is FIPS 204's deterministic variant: a signature is a function of key and message, so that a seeded simulation
 * repeats byte for byte.
 */
final class MlDsa {
    static final int SEED_SIZE = 32;
    private static final String NAME = "ML-DSA-44";

    /** SubjectPublicKeyInfo with OID 2.16.840.1.101.3.4.3.17 up to the key. */
    private static final byte[] X509_FRAME = HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    private MlDsa() {}

    static KeyPair fromSeed(byte[] seed) {
        try {
            OneDraw draw = new OneDraw(seed);
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ML_DSA_44, draw);
            KeyPair pair = generator.generateKeyPair();
            if (!draw.taken) {
                throw new IllegalStateException(
                        "this JDK's ML-DSA key generation does not draw its seed as FIPS 204 says");
            }
            return pair;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this JDK has no ML-DSA-44", absent);
        }
    }

    static byte[] rawPublicKey(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (!Arrays.equals(X509_FRAME, 0, X509_FRAME.length, encoded, 0, X509_FRAME.length)) {
            throw new IllegalStateException("this JDK frames ML-DSA public keys in an unknown way");
        }
        return Arrays.copyOfRange(encoded, X509_FRAME.length, encoded.length);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key, new OneDraw(new byte[SEED_SIZE]));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("ML-DSA-44 signing failed", failed);
        }
    }

    static RawVerifier verifier(byte[] publicKey) {
        byte[] encoded = Arrays.copyOf(X509_FRAME, X509_FRAME.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, X509_FRAME.length, publicKey.length);
        try {
            PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
            return (message, signature, offset) -> verify(key, message, signature, offset);
        } catch (GeneralSecurityException malformed) {
            throw RawVerifier.unusable(SignatureType.COSIGNATURE_ML_DSA_44);
        }
    }

    private static boolean verify(PublicKey key, byte[] message, byte[] bytes, int offset) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes, offset, bytes.length - offset);
        } catch (GeneralSecurityException malformedSignature) {
            return false;
        }
    }

    /** A source of randomness that gives one prepared value of 32 bytes, once. */
    private static final class OneDraw extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final transient byte[] value;
        private boolean taken;

        OneDraw(byte[] value) {
            super(new Unused(), null);
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (taken || bytes.length != value.length) {
                throw new IllegalStateException("ML-DSA drew randomness otherwise than FIPS 204 says");
            }
            taken = true;
            System.arraycopy(value, 0, bytes, 0, bytes.length);
        }
    }

    private static final class Unused extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            throw new IllegalStateException("no randomness here");
        }

        @Override
        protected byte[] engineGenerateSeed(int bytes) {
            throw new IllegalStateException("no randomness here");
        }
    }
}
