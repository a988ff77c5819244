package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {
    @Test
    void afterAnEntryThatCameAlone_nobodyRests() {
        assertThat(Gathering.rest(1, Duration.ofMillis(3))).isEqualTo(Duration.ZERO);
        assertThat(Gathering.rest(0, Duration.ofMillis(3))).isEqualTo(Duration.ZERO);
    }

    @Test
    void afterAGroup_theNextGathersForAsLongAsThatTook() {
        assertThat(Gathering.rest(2, Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void noRestGoesBeyondThePeriod() {
        assertThat(Gathering.rest(4, Duration.ofMillis(8))).isEqualTo(Duration.ofMillis(2));
        assertThat(Gathering.rest(4, Gathering.PERIOD)).isEqualTo(Duration.ZERO);
        assertThat(Gathering.rest(1000, Duration.ofMillis(300))).isEqualTo(Duration.ZERO);
    }
}
