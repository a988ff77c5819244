package puente.exchange;

import java.security.SecureRandom;
import java.util.List;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.store.ChannelId;

/**
 * The keys of one node: an Ed25519 pair, and an ML-DSA-44 pair for signatures that must outlast quantum computers.
 *
 * @param node the node's name
 * @param classical the Ed25519 pair, under {@link Origins#node}
 * @param postQuantum the ML-DSA-44 pair, under {@link Origins#node}
 */
public record NodeKeys(String node, NoteSigner classical, NoteSigner postQuantum) {

    /** New keys. */
    public static NodeKeys generate(String node, SecureRandom random) {
        String name = Origins.node(node);
        return new NodeKeys(
                node,
                NoteSigner.generate(name, SignatureType.ED25519, random),
                NoteSigner.generate(name, SignatureType.ML_DSA_44, random));
    }

    /** Signs the checkpoints of a channel that this node writes. */
    public NoteSigner log(ChannelId channel) {
        return classical.named(Origins.channel(channel));
    }

    /** Signs the checkpoints of this node's journal. */
    public NoteSigner journal() {
        return classical.named(Origins.journal(node));
    }

    /** Cosign what this node has received: Ed25519 first, then ML-DSA-44. */
    public List<NoteSigner> cosigners() {
        return List.of(
                classical.as(Origins.cosigner(node), SignatureType.COSIGNATURE_ED25519),
                postQuantum.as(Origins.cosigner(node), SignatureType.COSIGNATURE_ML_DSA_44));
    }
}
