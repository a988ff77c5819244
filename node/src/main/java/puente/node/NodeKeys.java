package puente.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import puente.ledger.LedgerException;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A node's keys, in {@code keys/} of its folder, readable by their owner only:
 *
 * <pre>
 * ed25519.key      signs checkpoints, notes and cosignatures; ledger's private text form
 * ml-dsa-44.key    signs agreements and cosignatures beside it
 * tls.key, tls.crt what partners pin
 * </pre>
 *
 * One Ed25519 key pair serves under several names, one a log, so each log has a vkey of its own.
 *
 * @param ed25519 under the node's name
 * @param mlDsa44 under the node's name
 * @param tls what the exchange listener and the client show
 */
public record NodeKeys(NoteSigner ed25519, NoteSigner mlDsa44, TlsIdentity tls) {
    static final String FOLDER = "keys";

    private static final String ED25519 = "ed25519.key";
    private static final String ML_DSA_44 = "ml-dsa-44.key";
    private static final String TLS_KEY = "tls.key";
    private static final String TLS_CERTIFICATE = "tls.crt";

    /** Makes new keys in a node's folder. */
    static NodeKeys generate(Path folder, String name, String host, Instant now, SecureRandom random) {
        Path keys = folder.resolve(FOLDER);
        NoteSigner ed25519 = NoteSigner.generate(name, SignatureType.ED25519, random);
        NoteSigner mlDsa44 = NoteSigner.generate(name, SignatureType.ML_DSA_44, random);
        TlsIdentity tls = TlsIdentity.generate(name, host, now, random);
        PrivateFile.write(keys.resolve(ED25519), ed25519.privateForm() + "\n");
        PrivateFile.write(keys.resolve(ML_DSA_44), mlDsa44.privateForm() + "\n");
        tls.write(keys.resolve(TLS_KEY), keys.resolve(TLS_CERTIFICATE));
        return new NodeKeys(ed25519, mlDsa44, tls);
    }

    /**
     * Reads the keys of a node's folder.
     *
     * @param name the node's name, which both signing keys must carry
     * @throws ProblemException where a file is absent, readable by others, malformed, or another node's
     */
    public static NodeKeys read(Path folder, String name) {
        Path keys = folder.resolve(FOLDER);
        NoteSigner ed25519 = signer(keys.resolve(ED25519), SignatureType.ED25519, name);
        NoteSigner mlDsa44 = signer(keys.resolve(ML_DSA_44), SignatureType.ML_DSA_44, name);
        return new NodeKeys(ed25519, mlDsa44, TlsIdentity.read(keys.resolve(TLS_KEY), keys.resolve(TLS_CERTIFICATE)));
    }

    private static NoteSigner signer(Path file, SignatureType type, String name) {
        String text = PrivateFile.read(file).strip();
        NoteSigner signer;
        try {
            signer = NoteSigner.parse(text);
        } catch (LedgerException malformed) {
            throw new ProblemException(Problem.of("node.key.malformed", file.toString(), "file", file));
        }
        if (signer.type() != type || !signer.name().equals(name)) {
            throw new ProblemException(Problem.of("node.key.mismatch", file.toString(), "file", file));
        }
        return signer;
    }

    static String readText(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(file, unreadable);
        }
    }
}
