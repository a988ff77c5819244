package puente.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import puente.exchange.LogKeys;
import puente.exchange.NodeKeys;
import puente.exchange.Origins;
import puente.ledger.LedgerException;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;

/**
 * A node's keys, in {@code keys/} of its folder, readable by their owner only:
 *
 * <pre>
 * ed25519.key      signs checkpoints, notes and cosignatures; ledger's private text form
 * ml-dsa-44.key    signs agreements and cosignatures beside it
 * tls.key, tls.crt what partners pin
 * channels/*.key   keys that a rotation put in force for one channel's log
 * </pre>
 *
 * One Ed25519 key pair serves under several names, one a log, so each log has a vkey of its own.
 */
public final class KeyFolder implements LogKeys {
    static final String FOLDER = "keys";

    private static final String ED25519 = "ed25519.key";
    private static final String ML_DSA_44 = "ml-dsa-44.key";
    private static final String TLS_KEY = "tls.key";
    private static final String TLS_CERTIFICATE = "tls.crt";
    private static final String CHANNELS = "channels";

    private final Path keys;
    private final NodeKeys signing;
    private final TlsIdentity tls;
    private final Map<String, NoteSigner> rotated = new ConcurrentHashMap<>();

    private KeyFolder(Path keys, NodeKeys signing, TlsIdentity tls) {
        this.keys = keys;
        this.signing = signing;
        this.tls = tls;
    }

    /** Makes new keys in a node's folder. */
    static KeyFolder generate(Path folder, String name, String host, Instant now, SecureRandom random) {
        Path keys = folder.resolve(FOLDER);
        NodeKeys signing = NodeKeys.generate(name, random);
        TlsIdentity tls = TlsIdentity.generate(name, host, now, random);
        PrivateFile.write(keys.resolve(ED25519), signing.classical().privateForm() + "\n");
        PrivateFile.write(keys.resolve(ML_DSA_44), signing.postQuantum().privateForm() + "\n");
        tls.write(keys.resolve(TLS_KEY), keys.resolve(TLS_CERTIFICATE));
        return new KeyFolder(keys, signing, tls);
    }

    /**
     * Reads the keys of a node's folder.
     *
     * @param name the node's name, which both signing keys must carry
     * @throws ProblemException where a file is absent, readable by others, malformed, or another node's
     */
    public static KeyFolder read(Path folder, String name) {
        Path keys = folder.resolve(FOLDER);
        NodeKeys signing = new NodeKeys(
                name,
                signer(keys.resolve(ED25519), SignatureType.ED25519, Origins.node(name)),
                signer(keys.resolve(ML_DSA_44), SignatureType.ML_DSA_44, Origins.node(name)));
        KeyFolder read =
                new KeyFolder(keys, signing, TlsIdentity.read(keys.resolve(TLS_KEY), keys.resolve(TLS_CERTIFICATE)));
        read.readRotated();
        return read;
    }

    private void readRotated() {
        Path folder = keys.resolve(CHANNELS);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.sorted().forEach(file -> {
                NoteSigner signer = parse(file);
                rotated.put(signer.vkey(), signer);
            });
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(folder, unreadable);
        } catch (UncheckedIOException unreadable) {
            throw PrivateFile.unreadable(folder, new IOException(unreadable));
        }
    }

    /** The keys that sign and cosign. */
    public NodeKeys signing() {
        return signing;
    }

    TlsIdentity tls() {
        return tls;
    }

    /** A new key for a channel's log, durable before it is returned. */
    NoteSigner next(ChannelId channel, SecureRandom random) {
        NoteSigner next = NoteSigner.generate(Origins.channel(channel), SignatureType.ED25519, random);
        Path file = keys.resolve(CHANNELS)
                .resolve(
                        channel.to() + "-" + Integer.toHexString(next.verifier().keyId()) + ".key");
        PrivateFile.write(file, next.privateForm() + "\n");
        rotated.put(next.vkey(), next);
        return next;
    }

    @Override
    public Optional<NoteSigner> signer(String vkey) {
        NoteSigner one = rotated.get(vkey);
        if (one != null) {
            return Optional.of(one);
        }
        int plus = vkey.indexOf('+');
        NoteSigner first = signing.classical().named(plus < 0 ? vkey : vkey.substring(0, plus));
        return first.vkey().equals(vkey) ? Optional.of(first) : Optional.empty();
    }

    private static NoteSigner signer(Path file, SignatureType type, String name) {
        NoteSigner signer = parse(file);
        if (signer.type() != type || !signer.name().equals(name)) {
            throw new ProblemException(Problem.of("node.key.mismatch", file.toString(), "file", file));
        }
        return signer;
    }

    private static NoteSigner parse(Path file) {
        String text = PrivateFile.read(file).strip();
        try {
            return NoteSigner.parse(text);
        } catch (LedgerException malformed) {
            throw new ProblemException(Problem.of("node.key.malformed", file.toString(), "file", file));
        }
    }

    static String readText(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(file, unreadable);
        }
    }
}
