package puente.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import puente.ledger.WitnessStorage;
import puente.ledger.WitnessStorageContract;

class PostgresWitnessStorageTest extends WitnessStorageContract {
    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabases.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected WitnessStorage freshStorage() {
        return new PostgresWitnessStorage(database);
    }
}
