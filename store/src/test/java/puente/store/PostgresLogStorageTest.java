package puente.store;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import puente.ledger.LogStorage;
import puente.ledger.LogStorageContract;

class PostgresLogStorageTest extends LogStorageContract {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Override
    protected LogStorage freshStorage() {
        return new PostgresLogStorage(database, "log" + NEXT.incrementAndGet());
    }

    @Override
    protected LogStorage reopened(LogStorage storage) {
        return new PostgresLogStorage(database, "log" + NEXT.get());
    }
}
