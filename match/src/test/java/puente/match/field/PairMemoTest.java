package puente.match.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairMemoTest {
    @Test
    void answersAreRemembered_inEitherOrder_andOfNoOtherPair() {
        PairMemo memo = new PairMemo();
        int large = (1 << 30) - 1;
        assertThat(memo.get(1, 2)).isEqualTo(-1);
        assertThat(memo.put(1, 2, 0)).isZero();
        memo.put(large, large - 1, 7);
        assertThat(memo.get(2, 1)).isZero();
        assertThat(memo.get(large - 1, large)).isEqualTo(7);
        assertThat(memo.get(1, 3)).isEqualTo(-1);
        assertThat(memo.get(large, large - 2)).isEqualTo(-1);
    }

    @Test
    void aLaterPairOfTheSameSlot_takesItsPlace_andNeverItsAnswer() {
        PairMemo memo = new PairMemo();
        for (int other = 2; other < 300_000; other++) {
            memo.put(1, other, other & 7);
        }
        for (int other = 2; other < 300_000; other++) {
            assertThat(memo.get(1, other)).isIn(-1, other & 7);
        }
    }
}
