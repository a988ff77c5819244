package puente.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import puente.ledger.LedgerException;
import puente.ledger.NoteSigner;
import puente.ledger.NoteVerdict;
import puente.ledger.NoteVerifier;
import puente.ledger.SignatureType;
import puente.ledger.SignedNote;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;

/**
 * The small file by which a node makes itself known to a partner: its keys, its certificate and where it is reached. Two
 * parties hand these over in person, or compare the {@link #fingerprint} by voice, and pin what they say; everything later
 * rests on it. It is a C2SP signed note, signed by both keys that it names, so that nobody can introduce a key they do not hold.
 *
 * <pre>
 * puente-introduction/v1
 * node mx
 * party mx
 * url https://localhost:9471
 * key puente/nodes/mx+1a2b3c4d+AQ…
 * key puente/nodes/mx+5e6f7a8b+/w…
 * certificate MIIB…
 *
 * — puente/nodes/mx …
 * — puente/nodes/mx …
 * </pre>
 *
 * @param node the node's name
 * @param party the signatory it works for
 * @param url where its channels are served, {@code https}
 * @param classical its Ed25519 key, under {@link Origins#node}
 * @param postQuantum its ML-DSA-44 key, under {@link Origins#node}
 * @param certificate its TLS certificate, X.509 DER; partners accept this one and no other
 */
public record Introduction(
        String node, String party, URI url, NoteVerifier classical, NoteVerifier postQuantum, byte[] certificate) {
    /** Bytes of the largest introduction. */
    public static final int BYTES_MAX = 32_768;

    /** Bytes of the largest certificate in it. */
    public static final int CERTIFICATE_BYTES_MAX = 8_192;

    private static final String FIRST_LINE = "puente-introduction/v1";
    private static final Pattern PARTY = Pattern.compile("[a-z]{2,8}");
    private static final List<String> MEMBERS = List.of("node", "party", "url", "key", "key", "certificate");

    public Introduction {
        if (!ChannelId.isNodeName(node)) {
            throw wrong(2, "node");
        }
        if (!PARTY.matcher(party).matches()) {
            throw wrong(3, "party");
        }
        if (!"https".equals(url.getScheme()) || url.getHost() == null || url.getUserInfo() != null) {
            throw wrong(4, "url");
        }
        if (classical.type() != SignatureType.ED25519 || !classical.name().equals(Origins.node(node))) {
            throw wrong(5, "key");
        }
        if (postQuantum.type() != SignatureType.ML_DSA_44 || !postQuantum.name().equals(Origins.node(node))) {
            throw wrong(6, "key");
        }
        if (certificate.length == 0 || certificate.length > CERTIFICATE_BYTES_MAX) {
            throw wrong(7, "certificate");
        }
        certificate = certificate.clone();
    }

    /** The introduction of a node, from its own keys. */
    public static Introduction of(NodeKeys keys, String party, URI url, byte[] certificate) {
        return new Introduction(
                keys.node(),
                party,
                url,
                keys.classical().verifier(),
                keys.postQuantum().verifier(),
                certificate);
    }

    @Override
    public byte[] certificate() {
        return certificate.clone();
    }

    /** The signed file. */
    public byte[] sign(NodeKeys keys) {
        List<NoteSigner> signers = List.of(keys.classical(), keys.postQuantum());
        return SignedNote.sign(text(), Instant.EPOCH, signers).encode();
    }

    private byte[] text() {
        return String.join(
                        "\n",
                        FIRST_LINE,
                        "node " + node,
                        "party " + party,
                        "url " + url,
                        "key " + classical.vkey(),
                        "key " + postQuantum.vkey(),
                        "certificate " + Base64.getEncoder().encodeToString(certificate),
                        "")
                .getBytes(UTF_8);
    }

    /**
     * Reads a file and verifies both signatures.
     *
     * @throws ProblemException {@code exchange.introduction.*} or {@code ledger.*}, with the line
     */
    public static Introduction parse(byte[] file) {
        if (file.length > BYTES_MAX) {
            throw new ProblemException(
                    Problem.of("exchange.introduction.size", "", "size", file.length, "limit", BYTES_MAX));
        }
        try {
            SignedNote note = SignedNote.parse(file);
            Introduction introduction = read(note.text());
            boolean bothSigned = note.verify(List.of(introduction.classical, introduction.postQuantum))
                            instanceof NoteVerdict.Verified verified
                    && verified.by(introduction.classical)
                    && verified.by(introduction.postQuantum);
            if (!bothSigned) {
                throw new ProblemException(Problem.of("exchange.introduction.signature", ""));
            }
            return introduction;
        } catch (LedgerException malformed) {
            throw new ProblemException(new Problem(malformed.code(), malformed.position(), malformed.arguments()));
        }
    }

    private static Introduction read(byte[] text) {
        String[] lines = new String(text, UTF_8).split("\n", -1);
        if (!lines[0].equals(FIRST_LINE) || lines.length != MEMBERS.size() + 2) {
            throw wrong(1, FIRST_LINE);
        }
        List<String> values = new ArrayList<>();
        for (int at = 0; at < MEMBERS.size(); at++) {
            String start = MEMBERS.get(at) + " ";
            if (!lines[at + 1].startsWith(start)) {
                throw wrong(at + 2, MEMBERS.get(at));
            }
            values.add(lines[at + 1].substring(start.length()));
        }
        Introduction introduction = new Introduction(
                values.get(0),
                values.get(1),
                url(values.get(2)),
                NoteVerifier.parse(values.get(3)),
                NoteVerifier.parse(values.get(4)),
                certificate(values.get(5)));
        if (!java.util.Arrays.equals(text, introduction.text())) {
            throw wrong(1, FIRST_LINE);
        }
        return introduction;
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw wrong(4, "url");
        }
    }

    private static byte[] certificate(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw wrong(7, "certificate");
        }
    }

    private static ProblemException wrong(int line, String member) {
        return new ProblemException(Problem.of("exchange.introduction.member", "line " + line, "member", member));
    }

    /** SHA-256 of the certificate: what the TLS listener pins. */
    public Sha256 certificateFingerprint() {
        return Sha256.of(certificate);
    }

    /** SHA-256 of everything the introduction says: what two people compare by voice. */
    public Sha256 fingerprint() {
        return Sha256.of(text());
    }

    /** The first key of a channel that this node writes. */
    public NoteVerifier logKey(ChannelId channel) {
        return NoteVerifier.of(Origins.channel(channel), SignatureType.ED25519, classical.publicKey());
    }

    /** The key of this node's journal. */
    public NoteVerifier journalKey() {
        return NoteVerifier.of(Origins.journal(node), SignatureType.ED25519, classical.publicKey());
    }

    /** The keys with which this node cosigns what it has received. */
    public List<NoteVerifier> cosigners() {
        return List.of(
                NoteVerifier.of(Origins.cosigner(node), SignatureType.COSIGNATURE_ED25519, classical.publicKey()),
                NoteVerifier.of(Origins.cosigner(node), SignatureType.COSIGNATURE_ML_DSA_44, postQuantum.publicKey()));
    }
}
