package puente.match.link;

import java.util.concurrent.atomic.AtomicInteger;
import puente.match.block.Candidates;
import puente.match.field.Hashes;
import puente.match.model.Histogram;
import puente.match.model.Model;
import puente.match.model.Rows;
import puente.match.model.Scale;
import puente.match.model.Weighing;

/** Runs over pairs in pieces of fixed size, on any number of threads, and puts the pieces together in order: the result never depends on who did what. */
final class Scorer {
    /** Rows of one piece of work. */
    private static final int PIECE = 2048;

    /** Pairs of one piece of work. */
    private static final int PAIRS = 1 << 14;

    private final Rows rows;
    private final int threads;

    Scorer(Rows rows, int threads) {
        this.rows = rows;
        this.threads = threads;
    }

    @FunctionalInterface
    private interface Work<T> {
        T piece(int from, int to, Rows.Pairing pairing);
    }

    private <T> T[] pieces(int count, int size, T[] into, Work<T> work) {
        int pieces = (count + size - 1) / size;
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            Rows.Pairing pairing = rows.pairing();
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                into[piece] = work.piece(piece * size, Math.min(count, (piece + 1) * size), pairing);
            }
        };
        Threads.run(threads, worker);
        return into;
    }

    /** The patterns of {@code count} pairs taken at random, the same ones each time. */
    Histogram random(int count, int secondStart) {
        Histogram[] parts = pieces(count, PAIRS, new Histogram[(count + PAIRS - 1) / PAIRS], (from, to, pairing) -> {
            Histogram part = new Histogram(rows.slots());
            byte[] levels = new byte[rows.slots()];
            boolean two = secondStart < rows.count();
            for (int at = from; at < to; at++) {
                long one = Hashes.mix(at * 2L + 1);
                long other = Hashes.mix(at * 2L + 2);
                int a = (int) Long.remainderUnsigned(one, two ? secondStart : rows.count());
                int b = two
                        ? secondStart + (int) Long.remainderUnsigned(other, rows.count() - secondStart)
                        : (int) Long.remainderUnsigned(other, rows.count());
                if (a != b) {
                    part.add(levels, pairing.compare(a, b, levels), 1);
                }
            }
            return part;
        });
        return merged(parts);
    }

    /**
     * The patterns of given pairs.
     *
     * @param patternOf for each pair the number of its pattern
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Patterns(Histogram histogram, int[] patternOf) {}

    Patterns patterns(long[] pairs) {
        int[] patternOf = new int[pairs.length];
        Histogram[] parts = new Histogram[(pairs.length + PAIRS - 1) / PAIRS];
        pieces(pairs.length, PAIRS, parts, (from, to, pairing) -> {
            Histogram part = new Histogram(rows.slots());
            byte[] levels = new byte[rows.slots()];
            for (int at = from; at < to; at++) {
                int rarity = pairing.compare((int) (pairs[at] >>> 32), (int) pairs[at], levels);
                patternOf[at] = part.add(levels, rarity, 1);
            }
            return part;
        });
        Histogram all = new Histogram(rows.slots());
        for (int part = 0; part < parts.length; part++) {
            int[] numbers = all.addAll(parts[part]);
            for (int at = part * PAIRS; at < Math.min(pairs.length, (part + 1) * PAIRS); at++) {
                patternOf[at] = numbers[patternOf[at]];
            }
        }
        return new Patterns(all, patternOf);
    }

    private Histogram merged(Histogram[] parts) {
        Histogram all = new Histogram(rows.slots());
        for (Histogram part : parts) {
            all.addAll(part);
        }
        return all;
    }

    /** The patterns of the candidates of every {@code step}th row, each counted {@code step} times. */
    Histogram candidates(Candidates candidates, int step) {
        int pieces = (rows.count() + PIECE - 1) / PIECE;
        ThreadLocal<Candidates.Gatherer> gatherers = ThreadLocal.withInitial(candidates::gatherer);
        return merged(pieces(rows.count(), PIECE, new Histogram[pieces], (from, to, pairing) -> {
            Candidates.Gatherer gatherer = gatherers.get();
            Histogram part = new Histogram(rows.slots());
            byte[] levels = new byte[rows.slots()];
            for (int row = from; row < to; row++) {
                if (step > 1 && Long.remainderUnsigned(Hashes.mix(row), step) != 0) {
                    continue;
                }
                int count = gatherer.gather(row);
                for (int at = 0; at < count; at++) {
                    part.add(levels, pairing.compare(row, gatherer.found()[at], levels), step);
                }
            }
            return part;
        }));
    }

    /** Every candidate pair of at least {@code least} bits that is not forbidden. */
    ScoredPairs score(Candidates candidates, Model model, Certainties certainties, double least, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        Scale scale = model.scale();
        int pieces = (rows.count() + PIECE - 1) / PIECE;
        ThreadLocal<Candidates.Gatherer> gatherers = ThreadLocal.withInitial(candidates::gatherer);
        ThreadLocal<Weighing> weighings = ThreadLocal.withInitial(() -> new Weighing(rows, scale, least));
        ScoredPairs[] parts = pieces(rows.count(), PIECE, new ScoredPairs[pieces], (from, to, pairing) -> {
            Candidates.Gatherer gatherer = gatherers.get();
            Weighing weighing = weighings.get();
            ScoredPairs part = new ScoredPairs();
            for (int row = from; row < to; row++) {
                int count = gatherer.gather(row);
                int one = rows.row(row);
                weighing.weigh(row, gatherer.found(), count, (place, bits) -> {
                    int two = rows.row(place);
                    if (!certainties.forbid(one, two)) {
                        part.add(Math.min(one, two), Math.max(one, two), (float) bits);
                    }
                });
                part.compared += count;
            }
            progress.at(done.addAndGet(to - from), rows.count());
            return part;
        });
        ScoredPairs all = new ScoredPairs();
        for (ScoredPairs part : parts) {
            all.addAll(part);
        }
        return all.sorted(rows.count());
    }
}
