package puente.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One verification of every tile and entry under a checkpoint.
 *
 * <h2>Links</h2>
 *
 * <p>Each file commits to those below it. Verification is the check of every link between two files on its own:
 *
 * <ul>
 *   <li>a bundle and its level 0 tile: the hash of each entry is the tile's;
 *   <li>a full tile and the tile above: the hash of the whole tile is the one that the upper tile has in its place;
 *   <li>the partial tiles of all levels, which nothing stands above, and the checkpoint: together they give the signed root.
 * </ul>
 *
 * <p>If all links hold, induction from the signed root says that every byte is the signed one. So a file is read once (level 1
 * tiles once more for each group of bundles), in any order, by any number of threads, in memory of a few tiles each.
 *
 * <h2>Where the fault is</h2>
 *
 * <p>A damaged file breaks the links that touch its damaged bytes and no others. A bundle has one link; a tile that is damaged
 * breaks the link above it and the one below the damaged hash. So where a link is broken, the lower file is at fault if the
 * upper one's own upper link holds, and the upper file is if that is broken too. A tile that agrees with all below it and not
 * with the tile above was replaced together with its entries.
 *
 * <h2>Earlier partial tiles</h2>
 *
 * <p>A partial tile of an earlier size is read by nobody who follows the newest checkpoint, but it is served. It must be the
 * beginning of the version that the checkpoint commits to; where that version is itself at fault, only that is said.
 */
final class TreeCheck {
    /** Bundles that one thread takes at a time. */
    private static final int GROUP = 32;

    /** Broken links and damaged files remembered at most: enough to say where, whatever was done to the log. */
    private static final int REMEMBERED_MAX = 4096;

    private final Checkpoint checkpoint;
    private final LogReader reader;
    private final int threads;
    private final long size;
    private final AtomicLong nextGroup = new AtomicLong();
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /** Files that are absent or malformed, each with its fault. */
    private final Map<TileId, Fault> damaged = new ConcurrentSkipListMap<>();

    /** Lower files of broken links, with the place of the first difference. */
    private final Map<TileId, Place> broken = new ConcurrentSkipListMap<>();

    /** Partial tiles of earlier sizes that are not the beginning of the tile they became. */
    private final Map<TileId, TileId> replaced = new ConcurrentSkipListMap<>();

    private boolean rootBroken;

    /** Where a bundle first differs from its tile: the entry, by its number in the bundle, and its first byte. Zero for tiles. */
    private record Place(int entry, int at) {}

    TreeCheck(Checkpoint checkpoint, LogReader reader, int threads) {
        this.checkpoint = checkpoint;
        this.reader = reader;
        this.threads = threads;
        this.size = checkpoint.size();
    }

    long files() {
        return files.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** Checks everything; what is wrong, ordered by file, empty if nothing is. */
    List<Fault> run() throws IOException {
        checkBundles();
        for (int level = 1; TileId.widthAt(level, 0, size) > 0; level++) {
            checkLevel(level);
        }
        checkRoot();
        return faults();
    }

    private void checkBundles() throws IOException {
        if (threads == 1 || size <= GROUP * TileId.FULL_WIDTH) {
            new Worker().run();
            return;
        }
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("log-verifier-", 0).factory())) {
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(() -> {
                    new Worker().run();
                    return true;
                }));
            }
        }
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (InterruptedException asked) {
                throw new IOException("interrupted while verifying", asked);
            } catch (ExecutionException failed) {
                throw new IOException("the log cannot be read: " + failed.getCause(), failed);
            }
        }
    }

    private TileId tile(int level, long index) {
        return new TileId(level, index, TileId.widthAt(level, index, size));
    }

    private boolean isTooBroken() {
        return damaged.size() + broken.size() + replaced.size() > REMEMBERED_MAX;
    }

    private byte @Nullable [] read(TileId tile) throws IOException {
        try {
            byte[] read = Tiles.read(reader, tile);
            files.increment();
            bytes.add(read.length);
            for (TileId earlier : reader.earlier(tile)) {
                compareEarlier(earlier, tile, read);
            }
            return read;
        } catch (LedgerException refusal) {
            damaged.put(tile, Fault.of(refusal, ""));
            return null;
        }
    }

    private void compareEarlier(TileId earlier, TileId now, byte[] newest) throws IOException {
        Optional<byte[]> kept = reader.tile(earlier);
        files.increment();
        bytes.add(kept.map(each -> each.length).orElse(0));
        Optional<byte[]> wanted = Tile.prefix(earlier, newest);
        if (wanted.isPresent() && !Arrays.equals(wanted.get(), kept.orElse(null))) {
            replaced.put(earlier, now);
        }
    }

    /** One thread's buffers. */
    private final class Worker {
        private final TreeHasher hasher = new TreeHasher();
        private final byte[] leaves = new byte[TileId.FULL_WIDTH * Hash.SIZE];
        private long aboveIndex = -1;
        private byte @Nullable [] above;

        void run() throws IOException {
            long bundles = size + TileId.FULL_WIDTH - 1 >>> 8;
            for (long first; (first = nextGroup.getAndAdd(GROUP)) < bundles && !isTooBroken(); ) {
                for (long index = first; index < Math.min(bundles, first + GROUP); index++) {
                    check(index);
                }
            }
        }

        private void check(long index) throws IOException {
            TileId tileId = tile(0, index);
            TileId bundleId = tile(TileId.ENTRIES, index);
            byte[] tile = read(tileId);
            byte[] bundle = read(bundleId);
            if (bundle != null) {
                checkBundle(bundleId, bundle, tile);
            }
            if (tile != null && tileId.isFull()) {
                byte[] upper = above(index >>> 8);
                if (upper != null) {
                    System.arraycopy(tile, 0, leaves, 0, tile.length);
                    hasher.foldInPlace(leaves, TileId.FULL_WIDTH);
                    compare(tileId, leaves, upper);
                }
            }
        }

        private void checkBundle(TileId id, byte[] bundle, byte @Nullable [] tile) {
            int at = 0;
            for (int entry = 0; entry < id.width(); entry++) {
                int length = EntryBundle.lengthAt(bundle, at);
                if (length < 0) {
                    malformed(id, at, entry);
                    return;
                }
                hasher.leaf(bundle, at + 2, length, leaves, entry * Hash.SIZE);
                if (tile != null && !same(leaves, entry * Hash.SIZE, tile, entry * Hash.SIZE)) {
                    broken.putIfAbsent(id, new Place(entry, at));
                }
                at += 2 + length;
            }
            if (at != bundle.length) {
                malformed(id, at, id.width());
            }
        }

        private void malformed(TileId id, int at, int entries) {
            Place differs = broken.remove(id);
            // What precedes the malformed place may be where the damage began.
            int from = differs == null ? at : differs.at();
            damaged.put(
                    id,
                    Fault.of(
                            "ledger.bundle.malformed",
                            id.path() + " byte " + from,
                            "entries",
                            entries,
                            "width",
                            id.width()));
        }

        /** The level 1 tile, read again for each group rather than shared; its own check counts it. */
        private byte @Nullable [] above(long index) throws IOException {
            if (index != aboveIndex) {
                TileId id = tile(1, index);
                above = reader.tile(id)
                        .filter(each -> each.length == id.width() * Hash.SIZE)
                        .orElse(null);
                aboveIndex = index;
            }
            return above;
        }
    }

    private static boolean same(byte[] one, int at, byte[] other, int otherAt) {
        return Arrays.equals(one, at, at + Hash.SIZE, other, otherAt, otherAt + Hash.SIZE);
    }

    private void compare(TileId lower, byte[] hash, byte[] upper) {
        if (!same(hash, 0, upper, (int) (lower.index() & 0xff) * Hash.SIZE)) {
            broken.put(lower, new Place(0, 0));
        }
    }

    private void checkLevel(int level) throws IOException {
        TreeHasher hasher = new TreeHasher();
        byte[] upper = null;
        long upperIndex = -1;
        for (long index = 0; TileId.widthAt(level, index, size) > 0 && !isTooBroken(); index++) {
            TileId id = tile(level, index);
            byte[] bytes = read(id);
            if (bytes == null || !id.isFull()) {
                continue;
            }
            if (upperIndex != index >>> 8) {
                upperIndex = index >>> 8;
                TileId above = tile(level + 1, upperIndex);
                upper = reader.tile(above)
                        .filter(each -> each.length == above.width() * Hash.SIZE)
                        .orElse(null);
            }
            if (upper != null) {
                byte[] scratch = bytes.clone();
                hasher.foldInPlace(scratch, TileId.FULL_WIDTH);
                compare(id, scratch, upper);
            }
        }
    }

    private void checkRoot() throws IOException {
        Map<TileId, byte[]> edges = new ConcurrentSkipListMap<>();
        for (TileId partial : TileId.partials(size)) {
            if (!partial.isEntries()) {
                Optional<byte[]> bytes = reader.tile(partial);
                if (bytes.isEmpty() || damaged.containsKey(partial)) {
                    return;
                }
                edges.put(partial, bytes.get());
            }
        }
        rootBroken = !rootOf(edges.values()).equals(checkpoint.root());
    }

    private Hash rootOf(Collection<byte[]> edgesFromBelow) {
        if (edgesFromBelow.isEmpty()) {
            return TreeHasher.EMPTY_ROOT;
        }
        TreeHasher hasher = new TreeHasher();
        byte[] row = new byte[(TileId.FULL_WIDTH + 1) * Hash.SIZE];
        int below = 0;
        for (byte[] tile : edgesFromBelow) {
            System.arraycopy(row, 0, row, tile.length, below * Hash.SIZE);
            System.arraycopy(tile, 0, row, 0, tile.length);
            hasher.foldInPlace(row, tile.length / Hash.SIZE + below);
            below = 1;
        }
        return Hash.at(row, 0);
    }

    private List<Fault> faults() {
        Map<TileId, Fault> found = new ConcurrentSkipListMap<>(damaged);
        broken.forEach((lower, place) -> {
            TileId upper = lower.isEntries() ? tile(0, lower.index()) : tile(lower.level() + 1, lower.index() >>> 8);
            boolean upperAtFault = upper.isFull() ? broken.containsKey(upper) : rootBroken;
            if (upperAtFault) {
                int hash = lower.isEntries() ? place.entry() : (int) (lower.index() & 0xff);
                found.putIfAbsent(
                        upper,
                        Fault.of(
                                "ledger.tile.hash",
                                upper.path() + " byte " + hash * Hash.SIZE,
                                "number",
                                hash,
                                "below",
                                lower.path()));
            } else if (lower.isEntries()) {
                found.putIfAbsent(
                        lower,
                        Fault.of(
                                "ledger.entry.hash",
                                lower.path() + " byte " + place.at(),
                                "index",
                                (lower.index() << 8) + place.entry()));
            }
        });
        broken.keySet().stream()
                .filter(each -> !each.isEntries())
                .filter(each -> !found.containsKey(each) && !isExplainedAbove(each, found))
                .forEach(each -> found.put(
                        each,
                        Fault.of(
                                "ledger.tile.replaced",
                                each.path(),
                                "above",
                                tile(each.level() + 1, each.index() >>> 8).path())));
        replaced.forEach((earlier, now) -> {
            if (!found.containsKey(now)) {
                found.put(earlier, Fault.of("ledger.tile.earlier", earlier.path(), "now", now.path()));
            }
        });
        List<Fault> ordered = new ArrayList<>();
        boolean rootExplained = found.keySet().stream()
                .anyMatch(each -> !each.isEntries() && !each.isFull() && !replaced.containsKey(each));
        if (rootBroken && !rootExplained) {
            ordered.add(Fault.of(
                    "ledger.log.root-unsigned",
                    "checkpoint",
                    "root",
                    checkpoint.root().base64()));
        }
        ordered.addAll(found.values());
        return ordered;
    }

    private boolean isExplainedAbove(TileId lower, Map<TileId, Fault> found) {
        return found.containsKey(tile(lower.level() + 1, lower.index() >>> 8));
    }
}
