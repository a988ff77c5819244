package puente.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A node's TLS key and self-signed certificate. No authority vouches for it: partners pin the exact certificate from the
 * node's introduction, so its names and dates only help a person who reads it.
 *
 * <p>ECDSA over P-256, which every TLS 1.3 peer speaks (RFC 8446, section 9.1).
 */
record TlsIdentity(PrivateKey key, X509Certificate certificate) {
    /** How long a certificate serves. A node warns from {@link #EXPIRY_WARNING} on; rotation is a new introduction. */
    static final Duration VALIDITY = Duration.ofDays(3650);

    static final Duration EXPIRY_WARNING = Duration.ofDays(90);

    private static final Duration CLOCK_SKEW = Duration.ofHours(24);
    private static final int SERIAL_BITS = 127;

    /** Makes a key and its certificate. */
    static TlsIdentity generate(String name, String host, Instant now, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.O, "Puente")
                    .addRDN(BCStyle.CN, name)
                    .build();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(VALIDITY)),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, names(host));
            byte[] encoded = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setSecureRandom(random)
                            .build(pair.getPrivate()))
                    .getEncoded();
            return new TlsIdentity(pair.getPrivate(), certificate(encoded));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("every JDK makes P-256 certificates", impossible);
        }
    }

    private static GeneralNames names(String host) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        if (!host.equals("localhost") && host.chars().anyMatch(Character::isLetter) && host.indexOf(':') < 0) {
            names.add(new GeneralName(GeneralName.dNSName, host));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    void write(Path keyFile, Path certificateFile) {
        PrivateFile.write(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        PrivateFile.writePublic(certificateFile, pem("CERTIFICATE", der()));
    }

    byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateException impossible) {
            throw new IllegalStateException("a certificate that was read can be written", impossible);
        }
    }

    /** Reads both files and makes sure that they belong together. */
    static TlsIdentity read(Path keyFile, Path certificateFile) {
        byte[] pkcs8 = unpem("PRIVATE KEY", PrivateFile.read(keyFile));
        byte[] der = unpem("CERTIFICATE", KeyFolder.readText(certificateFile));
        if (pkcs8 == null) {
            throw new ProblemException(Problem.of("node.key.malformed", keyFile.toString(), "file", keyFile));
        }
        if (der == null) {
            throw new ProblemException(
                    Problem.of("node.key.malformed", certificateFile.toString(), "file", certificateFile));
        }
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            TlsIdentity identity = new TlsIdentity(key, certificate(der));
            identity.prove(certificateFile);
            return identity;
        } catch (GeneralSecurityException malformed) {
            throw new ProblemException(Problem.of("node.key.malformed", keyFile.toString(), "file", keyFile));
        }
    }

    private void prove(Path file) throws GeneralSecurityException {
        byte[] probe = "puente".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(probe);
        if (!signature.verify(signed)) {
            throw new ProblemException(Problem.of("node.key.mismatch", file.toString(), "file", file));
        }
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + label + "-----\n";
    }

    static byte @Nullable [] unpem(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
