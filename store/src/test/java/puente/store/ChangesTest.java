package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChangesTest {
    @Test
    void whoeverListens_isWoken_andAChangeBetweenTwoWaitsIsNotLost() {
        try (Database database = TestDatabases.fresh();
                Changes changes = Changes.listen(database, "records")) {
            assertThat(changes.await(Duration.ofMillis(20))).isFalse();
            Changes.tell(database, "records");
            assertThat(changes.await(Duration.ofSeconds(10))).isTrue();
            Thread teller = Thread.ofVirtual().start(() -> Changes.tell(database, "records"));
            assertThat(changes.await(Duration.ofSeconds(10))).isTrue();
            assertThat(teller.isVirtual()).isTrue();
        }
    }
}
