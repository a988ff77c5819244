package puente.exchange.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import puente.store.EvidenceStore;

/** A node without files. */
final class NoEvidence implements EvidenceStore {
    @Override
    public long durable(String sha256) {
        return 0;
    }

    @Override
    public long append(String sha256, long length, InputStream more) throws IOException {
        throw new IOException("no files here");
    }

    @Override
    public boolean complete(String sha256, long length) {
        return false;
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) {
        return Optional.empty();
    }

    @Override
    public void delete(String sha256) {}
}
