package puente.store;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import puente.record.Record;

@Timeout(60)
class PostgresChannelStoreTest extends ChannelStoreContract {
    private Database database;

    @Override
    protected ChannelStore emptyStore() {
        database = TestDatabases.fresh();
        return new PostgresChannelStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected void insertOwn(Record record) {
        new RecordStore(database).insert(record);
    }

    @Override
    protected boolean recordHeld(UUID record, int version) {
        return database.jdbi()
                .withHandle(handle -> handle.select(
                                "select exists (select 1 from record where id = ? and version = ?)", record, version)
                        .mapTo(Boolean.class)
                        .one());
    }
}
