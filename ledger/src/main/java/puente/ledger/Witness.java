package puente.ledger;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A witness (C2SP tlog-witness): cosigns checkpoints of the logs it knows, if they only append to what it cosigned before. The
 * HTTP binding is its caller's. Safe for all threads, and for several processes over one {@link WitnessStorage}.
 *
 * <p>Check and persist are one step: the cosignature is made, then remembered by compare-and-replace, and handed out only if
 * that succeeded. A request that lost the race is judged again by what won it, so a smaller tree never replaces a larger one.
 */
public final class Witness {
    /** Bytes of the largest request body read. */
    public static final int REQUEST_SIZE_MAX = SignedNote.SIZE_MAX + 8192;

    private static final int ORIGIN_SIZE_MAX = 255;

    private final Map<String, List<NoteVerifier>> logs = new HashMap<>();
    private final Map<String, String> originsByHash = new HashMap<>();
    private final List<NoteSigner> signers;
    private final WitnessStorage storage;
    private final InstantSource clock;

    /**
     * @param logs the keys trusted for each origin; an origin has at most 255 bytes, what a cosignature can carry
     * @param signers the cosigning keys, all of timed types; each signs every checkpoint
     */
    public Witness(
            Map<String, ? extends Collection<NoteVerifier>> logs,
            List<NoteSigner> signers,
            WitnessStorage storage,
            InstantSource clock) {
        if (signers.isEmpty() || !signers.stream().allMatch(each -> each.type().timed())) {
            throw new IllegalArgumentException("a witness signs with cosignature keys");
        }
        logs.forEach((origin, keys) -> {
            if (Utf8.bytes(origin).length > ORIGIN_SIZE_MAX) {
                throw new IllegalArgumentException("origin too long to cosign: " + Excerpt.of(origin));
            }
            this.logs.put(origin, List.copyOf(keys));
            originsByHash.put(originHash(origin), origin);
        });
        this.signers = List.copyOf(signers);
        this.storage = storage;
        this.clock = clock;
    }

    /** The name under which monitors ask for a log's checkpoint: lowercase hex SHA-256 of its origin. */
    public static String originHash(String origin) {
        return Hash.owning(TreeHasher.sha256(Utf8.bytes(origin))).hex();
    }

    /** The body of an {@code add-checkpoint} request. */
    public static byte[] request(long oldSize, List<Hash> consistency, byte[] checkpoint) {
        return WitnessRequest.encode(oldSize, consistency, checkpoint);
    }

    /**
     * {@code GET <origin hash>/checkpoint}: the newest checkpoint cosigned, with the log's verified signatures and the
     * witness's; nothing (404) if the log is unknown or was never cosigned.
     */
    public Optional<byte[]> checkpoint(String originHash) throws IOException {
        String origin = originsByHash.get(originHash);
        return origin == null
                ? Optional.empty()
                : storage.latest(origin).map(each -> each.note().encode());
    }

    /**
     * {@code POST add-checkpoint}.
     *
     * @throws IOException if it is unknown what is remembered: answer 500 and nothing else
     */
    public WitnessResponse addCheckpoint(byte[] requestBody) throws IOException {
        WitnessRequest request;
        try {
            request = WitnessRequest.parse(requestBody);
        } catch (LedgerException malformed) {
            return refused(400, Fault.of(malformed, ""));
        }
        String origin = request.checkpoint().origin();
        List<NoteVerifier> keys = logs.get(origin);
        if (keys == null) {
            return refused(404, Fault.of("ledger.witness.origin", "", "origin", Excerpt.of(origin)));
        }
        NoteVerdict verdict = request.note().verify(keys);
        if (!(verdict instanceof NoteVerdict.Verified)) {
            String code = verdict instanceof NoteVerdict.Forged ? "ledger.note.forged" : "ledger.note.unsigned";
            return refused(403, Fault.of(code, "", "key", origin));
        }
        if (request.oldSize() > request.checkpoint().size()) {
            return refused(
                    400,
                    Fault.of(
                            "ledger.witness.old-size",
                            "",
                            "old",
                            request.oldSize(),
                            "size",
                            request.checkpoint().size()));
        }
        return judge(request, keys);
    }

    private WitnessResponse judge(WitnessRequest request, List<NoteVerifier> keys) throws IOException {
        Checkpoint checkpoint = request.checkpoint();
        while (true) {
            Optional<WitnessStorage.Cosigned> latest = storage.latest(checkpoint.origin());
            long size = latest.map(WitnessStorage.Cosigned::size).orElse(0L);
            if (request.oldSize() != size) {
                return new WitnessResponse.Conflict(size);
            }
            Hash root = latest.map(WitnessStorage.Cosigned::root).orElse(TreeHasher.EMPTY_ROOT);
            if (!Proofs.verifyConsistency(size, root, checkpoint.size(), checkpoint.root(), request.consistency())) {
                return refused(
                        422, Fault.of("ledger.witness.inconsistent", "", "old", size, "size", checkpoint.size()));
            }
            List<NoteSignature> cosignatures = cosign(checkpoint);
            WitnessStorage.Cosigned next = new WitnessStorage.Cosigned(
                    checkpoint.size(), checkpoint.root(), kept(request, keys, cosignatures));
            if (storage.replace(checkpoint.origin(), latest, next)) {
                return new WitnessResponse.Cosigned(cosignatures);
            }
        }
    }

    private List<NoteSignature> cosign(Checkpoint checkpoint) {
        byte[] text = checkpoint.text();
        return signers.stream().map(each -> each.sign(text, clock.instant())).toList();
    }

    /** What is remembered: the log's own, verified signatures and ours; a stranger's lines are not passed on. */
    private static SignedNote kept(WitnessRequest request, List<NoteVerifier> keys, List<NoteSignature> cosignatures) {
        List<NoteSignature> first = new ArrayList<>();
        for (NoteVerifier key : keys) {
            request.note().signatures().stream()
                    .filter(key::isNamedBy)
                    .findFirst()
                    .ifPresent(first::add);
        }
        return request.note().keeping(first::contains).with(cosignatures);
    }

    private static WitnessResponse refused(int status, Fault fault) {
        return new WitnessResponse.Refused(status, fault);
    }
}
