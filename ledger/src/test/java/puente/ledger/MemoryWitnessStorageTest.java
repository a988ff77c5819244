package puente.ledger;

class MemoryWitnessStorageTest extends WitnessStorageContract {
    @Override
    protected WitnessStorage freshStorage() {
        return new MemoryWitnessStorage();
    }
}
