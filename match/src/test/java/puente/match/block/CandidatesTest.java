package puente.match.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import puente.match.field.Field.Piece;
import puente.match.field.Hashes;

class CandidatesTest {
    private static final int ROWS = Candidates.ORDERED_MIN + 1;

    /** Rows by a number that neighbours do not share. */
    private record Remainder(int of) implements Piece {
        @Override
        public String name() {
            return "remainder of " + of;
        }

        @Override
        public int field() {
            return of;
        }

        @Override
        public int keys(int row, long[] keys) {
            keys[0] = Long.remainderUnsigned(Hashes.mix(row), of);
            return 1;
        }
    }

    private static Plan plan() {
        Rule one = Rule.of(new Remainder(40_000));
        Rule other = Rule.of(new Remainder(90_000));
        return new Plan(
                List.of(new Plan.Chosen(one, 50, 3e5, 0.5, 0.5), new Plan.Chosen(other, 50, 1e5, 0.5, 0.5)),
                4e5,
                1e6,
                2,
                0);
    }

    /** Every pair that meets, as rows of the table, in order. */
    private static long[] pairs(int[] order, int secondStart) {
        Candidates candidates = Candidates.of(plan().rules(), order, secondStart);
        Candidates.Gatherer gatherer = candidates.gatherer();
        LongStream.Builder pairs = LongStream.builder();
        for (int place = 0; place < order.length; place++) {
            int count = gatherer.gather(place);
            for (int at = 0; at < count; at++) {
                int a = order[place];
                int b = order[gatherer.found()[at]];
                pairs.add((long) Math.min(a, b) << 32 | Math.max(a, b));
            }
        }
        return pairs.build().sorted().toArray();
    }

    @Test
    void inAnyOrder_theSamePairsMeet_eachOnce() {
        int[] plain = IntStream.range(0, ROWS).toArray();
        int[] order = Candidates.order(plan(), ROWS, ROWS);
        assertThat(order).isNotEqualTo(plain);
        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(plain);
        long[] pairs = pairs(order, ROWS);
        assertThat(pairs).isEqualTo(pairs(plain, ROWS)).hasSizeGreaterThan(100_000);
        assertThat(LongStream.of(pairs).distinct().count()).isEqualTo(pairs.length);
    }

    @Test
    void withTwoFiles_theOrderKeepsThemApart_andOnlyPairsAcrossMeet() {
        int half = ROWS / 2;
        int[] order = Candidates.order(plan(), ROWS, half);
        assertThat(Arrays.stream(order, 0, half).max().orElseThrow()).isLessThan(half);
        long[] pairs = pairs(order, half);
        assertThat(pairs).isEqualTo(pairs(IntStream.range(0, ROWS).toArray(), half));
        assertThat(LongStream.of(pairs).allMatch(pair -> pair >>> 32 < half && (int) pair >= half))
                .isTrue();
    }

    @Test
    void whetherTwoRowsMeet_isTold() {
        int[] plain = IntStream.range(0, ROWS).toArray();
        Candidates candidates = Candidates.of(plan().rules(), plain, ROWS);
        long pair = pairs(plain, ROWS)[7];
        assertThat(candidates.meet((int) (pair >>> 32), (int) pair)).isTrue();
        assertThat(candidates.meet((int) pair, (int) (pair >>> 32))).isTrue();
        assertThat(candidates.meet(0, 0)).isFalse();
    }
}
