package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProofStoreTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void firstProofOfAVersion_staysAsItWas_andLaterVersionsFollow() {
        ProofStore proofs = new ProofStore(database);
        UUID record = UUID.randomUUID();
        assertThat(proofs.of(record)).isEmpty();
        proofs.keep(new ProofStore.Row(record, 2, "mx/us", 9, new byte[] {2}));
        proofs.keep(new ProofStore.Row(record, 1, "mx/us", 4, new byte[] {1}));
        proofs.keep(new ProofStore.Row(record, 1, "mx/us", 4, new byte[] {7}));
        assertThat(proofs.of(record)).extracting(ProofStore.Row::version).containsExactly(1, 2);
        assertThat(proofs.of(record).getFirst().proof()).containsExactly(1);
        assertThat(proofs.of(record).getFirst().entry()).isEqualTo(4);
    }
}
