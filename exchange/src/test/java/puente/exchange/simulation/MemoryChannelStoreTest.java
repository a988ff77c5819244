package puente.exchange.simulation;

import java.util.UUID;
import puente.record.Record;
import puente.store.ChannelStore;
import puente.store.ChannelStoreContract;

/** The simulation's store keeps to the same contract as PostgreSQL. */
class MemoryChannelStoreTest extends ChannelStoreContract {
    private MemoryChannelStore memory = new MemoryChannelStore();

    @Override
    protected ChannelStore emptyStore() {
        memory = new MemoryChannelStore();
        return memory;
    }

    @Override
    protected void insertOwn(Record record) {
        memory.insertOwn(record);
    }

    @Override
    protected boolean recordHeld(UUID record, int version) {
        return memory.held(record).containsKey(version);
    }
}
