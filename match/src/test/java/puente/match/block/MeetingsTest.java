package puente.match.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import puente.match.field.Field.Piece;

class MeetingsTest {
    /** Rows by numbers at hand, two a row. */
    private record Given(String name, long[][] keysOf) implements Piece {
        @Override
        public int field() {
            return name.length();
        }

        @Override
        public int keys(int row, long[] keys) {
            System.arraycopy(keysOf[row], 0, keys, 0, keysOf[row].length);
            return keysOf[row].length;
        }

        Given from(int row) {
            return new Given(name, Arrays.copyOfRange(keysOf, row, keysOf.length));
        }
    }

    private static Given given(String name, int rows, int values, Random random) {
        long[][] keys = new long[rows][];
        for (int row = 0; row < rows; row++) {
            keys[row] = random.longs(random.nextInt(3), 1, values + 1).toArray();
        }
        return new Given(name, keys);
    }

    private static Plan plan(int cap, Rule... rules) {
        return new Plan(
                List.of(rules).stream()
                        .map(rule -> new Plan.Chosen(rule, cap, 1, 1, 1))
                        .toList(),
                1,
                1,
                1,
                0);
    }

    @Property(tries = 60)
    void rowsOneByOne_meetAsCandidatesBringAllTogether(
            @ForAll @IntRange(min = 0, max = 60) int first,
            @ForAll @IntRange(min = 2, max = 9) int cap,
            @ForAll int seed) {
        int rows = 60;
        Random random = new Random(seed);
        Given one = given("one", rows, 12, random);
        Given other = given("other", rows, 4, random);
        Plan plan = plan(cap, Rule.of(one), new Rule(one, other));
        List<Piece> pieces = List.of(one, other);
        Meetings meetings = new Meetings(plan, pieces, first);
        TreeSet<String> met = new TreeSet<>();
        List<Piece> later = List.of(one.from(first), other.from(first));
        for (int row = first; row < rows; row++) {
            int now = row;
            List<int[]> closed = new ArrayList<>();
            meetings.add(later, row - first, new Meetings.Listener() {
                @Override
                public void meets(int before) {
                    assertThat(met.add(before + "-" + now)).isTrue();
                }

                @Override
                public void closed(int[] members) {
                    closed.add(members);
                }
            });
            for (int[] members : closed) {
                for (int a : members) {
                    for (int b : members) {
                        if (a < b && !meetings.meet(a, b)) {
                            met.remove(a + "-" + b);
                        }
                    }
                }
            }
        }
        int[] order = IntStream.range(0, rows).toArray();
        Candidates candidates = Candidates.of(plan.rules(), order, rows);
        for (int a = 0; a < rows; a++) {
            for (int b = a + 1; b < rows; b++) {
                assertThat(meetings.meet(a, b)).isEqualTo(candidates.meet(a, b));
                if (b >= first) {
                    assertThat(met.contains(a + "-" + b)).isEqualTo(candidates.meet(a, b));
                }
            }
        }
    }

    @Test
    void moreRulesThanTheirNumberHasRoomFor_areRefused() {
        Given one = given("one", 1, 1, new Random(1));
        Rule[] rules = Collections.nCopies(RuleKeys.RULES_MAX + 1, Rule.of(one)).toArray(Rule[]::new);
        assertThatThrownBy(() -> new Meetings(plan(5, rules), List.of(one), 1)).hasMessageContaining("33");
    }
}
