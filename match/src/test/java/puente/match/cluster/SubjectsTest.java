package puente.match.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SubjectsTest {
    private static int[] group(float[][] bits) {
        return Subjects.of(bits.length, links(bits), (a, b) -> bits[a][b]).subjectOf();
    }

    private static List<Link> links(float[][] bits) {
        List<Link> links = new ArrayList<>();
        for (int a = 0; a < bits.length; a++) {
            for (int b = a + 1; b < bits.length; b++) {
                links.add(new Link(a, b, bits[a][b]));
            }
        }
        return links;
    }

    private static float[][] symmetric(int rows, float otherwise, float[]... pairs) {
        float[][] bits = new float[rows][rows];
        for (float[] row : bits) {
            Arrays.fill(row, otherwise);
        }
        for (float[] pair : pairs) {
            bits[(int) pair[0]][(int) pair[1]] = pair[2];
            bits[(int) pair[1]][(int) pair[0]] = pair[2];
        }
        return bits;
    }

    @Test
    void chainWhoseEndsDisagree_doesNotHold() {
        float[][] bits = symmetric(3, -8, new float[] {0, 1, 6}, new float[] {1, 2, 2});
        assertThat(group(bits)).containsExactly(0, 0, 2);
    }

    @Test
    void thirdRowThatSaysLittle_joinsTwoThatAgree() {
        float[][] bits = symmetric(3, -1, new float[] {0, 1, 8}, new float[] {1, 2, 5});
        assertThat(group(bits)).containsExactly(0, 0, 0);
    }

    @Test
    void forbiddenPair_isNeverOneSubject_howeverStrongTheRest() {
        float[][] bits =
                symmetric(3, 0, new float[] {0, 1, 30}, new float[] {1, 2, 29}, new float[] {0, 2, Evidence.NEVER});
        assertThat(group(bits)).containsExactly(0, 0, 2);
    }

    @Test
    void pieceAboveTheLimit_isCutAndStillGrouped() {
        int rows = Subjects.PIECE_MAX + 50;
        List<Link> links = new ArrayList<>();
        for (int row = 1; row < rows; row++) {
            links.add(new Link(row - 1, row, row % 2 == 1 ? 12 : 1));
        }
        int[] subjects =
                Subjects.of(rows, links, (a, b) -> a / 2 == b / 2 ? 12 : -8).subjectOf();
        for (int row = 0; row < rows; row++) {
            assertThat(subjects[row]).isEqualTo(row / 2 * 2);
        }
    }

    @Property(tries = 60)
    void orderOfLinks_doesNotMatter(@ForAll @IntRange(min = 2, max = 12) int rows, @ForAll int seed) {
        Random random = new Random(seed);
        float[][] bits = new float[rows][rows];
        for (int a = 0; a < rows; a++) {
            for (int b = a + 1; b < rows; b++) {
                bits[a][b] = random.nextInt(-9, 10);
                bits[b][a] = bits[a][b];
            }
        }
        List<Link> links = links(bits);
        int[] first = Subjects.of(rows, links, (a, b) -> bits[a][b]).subjectOf();
        Collections.shuffle(links, random);
        assertThat(Subjects.of(rows, links, (a, b) -> bits[a][b]).subjectOf()).isEqualTo(first);
    }
}
