package puente.match.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import puente.match.cluster.SubjectNames.Change;

class SubjectNamesTest {
    private static String row(int row) {
        return "r" + row;
    }

    private static SubjectNames named(int[] subjectOf, Map<String, String> before) {
        return SubjectNames.of(subjectOf, SubjectNamesTest::row, before);
    }

    @Test
    void withoutHistory_aSubjectIsNamedByItsFirstRow_andCreated() {
        SubjectNames names = named(new int[] {0, 0, 2}, Map.of());
        assertThat(names.nameOf(0)).isEqualTo("r0");
        assertThat(names.changes())
                .containsExactly(
                        new Change.Created("r0", List.of("r0", "r1")), new Change.Created("r2", List.of("r2")));
    }

    @Test
    void nothingNew_changesNothing() {
        SubjectNames names = named(new int[] {0, 0, 2}, Map.of("r0", "ana", "r1", "ana", "r2", "luis"));
        assertThat(names.nameOf(0)).isEqualTo("ana");
        assertThat(names.nameOf(2)).isEqualTo("luis");
        assertThat(names.changes()).isEmpty();
    }

    @Test
    void rowThatJoinsTwoSubjects_mergesTheSmallerIntoTheLarger() {
        SubjectNames names = named(new int[] {0, 0, 0, 0}, Map.of("r0", "b", "r1", "a", "r2", "b"));
        assertThat(names.nameOf(0)).isEqualTo("b");
        assertThat(names.changes())
                .containsExactly(new Change.Joined("b", List.of("r3")), new Change.Merged("b", List.of("a")));
    }

    @Test
    void split_keepsTheNameWithTheMostRows_andNeverGivesItToTheRest() {
        SubjectNames names = named(new int[] {0, 1, 1, 1}, Map.of("r0", "r0", "r1", "r0", "r2", "r0", "r3", "r0"));
        assertThat(names.nameOf(1)).isEqualTo("r0");
        assertThat(names.nameOf(0)).isEqualTo("r0.2");
        assertThat(names.changes()).containsExactly(new Change.Split("r0", List.of("r0.2")));
    }

    @Test
    void subjectWhoseRowsAreGone_ends() {
        assertThat(named(new int[] {0}, Map.of("r0", "a", "gone", "b")).changes())
                .containsExactly(new Change.Ended("b"));
    }

    @Test
    void rowThatNamesNoGroup_isRefused() {
        SubjectNames names = named(new int[] {0, 0}, Map.of());
        assertThatThrownBy(() -> names.nameOf(1)).hasMessageContaining("names no group");
    }

    @Property(tries = 300)
    void namesAreUnique_andTheSameInAnyOrderOfRows(@ForAll long seed) {
        Random random = new Random(seed);
        int rows = 2 + random.nextInt(12);
        int[] groups = random.ints(rows, 0, rows).toArray();
        Map<String, String> before = new HashMap<>();
        for (int at = 0; at < rows; at++) {
            if (random.nextInt(4) > 0) {
                before.put(row(at), "s" + random.nextInt(4));
            }
        }
        int[] subjectOf = named(groups);
        SubjectNames names = named(subjectOf, before);
        Map<String, Integer> groupOf = new HashMap<>();
        for (int at = 0; at < rows; at++) {
            Integer other = groupOf.put(names.nameOf(subjectOf[at]), subjectOf[at]);
            assertThat(other == null || other == subjectOf[at]).isTrue();
        }
        int[] turned = new int[rows];
        for (int at = 0; at < rows; at++) {
            turned[at] = groups[rows - 1 - at];
        }
        int[] turnedSubjects = named(turned);
        SubjectNames again = SubjectNames.of(turnedSubjects, at -> row(rows - 1 - at), before);
        assertThat(again.changes()).isEqualTo(names.changes());
        assertThat(again.nameOf(turnedSubjects[0])).isEqualTo(names.nameOf(subjectOf[rows - 1]));
    }

    /** Groups named by their first row. */
    private static int[] named(int[] groups) {
        int[] first = new int[groups.length];
        for (int at = 0; at < groups.length; at++) {
            first[at] = at;
            for (int before = at - 1; before >= 0; before--) {
                first[at] = groups[before] == groups[at] ? before : first[at];
            }
        }
        return first;
    }
}
