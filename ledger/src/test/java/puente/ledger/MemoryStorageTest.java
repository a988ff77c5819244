package puente.ledger;

class MemoryStorageTest extends LogStorageContract {
    @Override
    protected LogStorage freshStorage() {
        return new MemoryStorage();
    }

    @Override
    protected LogStorage reopened(LogStorage storage) {
        return storage;
    }
}
