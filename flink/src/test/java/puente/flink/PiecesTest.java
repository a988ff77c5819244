package puente.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static Map<Long, Long> labels(List<long[]> pairs) {
        Pieces pieces = new Pieces();
        pairs.forEach(pair -> pieces.join(pair[0], pair[1]));
        Map<Long, Long> labels = new TreeMap<>();
        pieces.each(labels::put);
        assertThat(labels).hasSize(pieces.size());
        return labels;
    }

    @Test
    void piece_isCalledByItsSmallestNumber() {
        assertThat(labels(List.of(new long[] {5, -3}, new long[] {9, 8}, new long[] {5, 7})))
                .isEqualTo(Map.of(5L, -3L, -3L, -3L, 7L, -3L, 9L, 8L, 8L, 8L));
    }

    @Property(tries = 50)
    void labels_doNotDependOnTheOrderOfPairs(@ForAll Random random) {
        List<long[]> pairs = new ArrayList<>();
        for (int at = 0; at < 3_000; at++) {
            pairs.add(new long[] {random.nextInt(4_000), random.nextInt(4_000)});
        }
        Map<Long, Long> labels = labels(pairs);
        Collections.shuffle(pairs, random);
        assertThat(labels(pairs)).isEqualTo(labels);
    }
}
