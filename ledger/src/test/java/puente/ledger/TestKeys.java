package puente.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Keys and times for tests: the same in every run. */
public final class TestKeys {
    public static final String ORIGIN = "test.example/log";
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final NoteSigner LOG = key(ORIGIN, SignatureType.ED25519, 1);
    public static final NoteSigner LOG_POST_QUANTUM = key(ORIGIN, SignatureType.COSIGNATURE_ML_DSA_44, 2);
    public static final NoteSigner WITNESS = key("witness.example/w1", SignatureType.COSIGNATURE_ED25519, 3);
    public static final NoteSigner WITNESS_POST_QUANTUM =
            key("witness.example/w1", SignatureType.COSIGNATURE_ML_DSA_44, 4);
    public static final NoteSigner STRANGER = key("stranger.example", SignatureType.ED25519, 5);

    private TestKeys() {}

    public static NoteSigner key(String name, SignatureType type, int number) {
        byte[] seed = new byte[NoteSigner.SEED_SIZE];
        Arrays.fill(seed, (byte) number);
        return NoteSigner.ofSeed(name, type, seed);
    }

    public static List<NoteVerifier> verifiers(NoteSigner... signers) {
        return Arrays.stream(signers).map(NoteSigner::verifier).toList();
    }
}
