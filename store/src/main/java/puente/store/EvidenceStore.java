package puente.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Content-addressed files: evidence too big for a record. Written in pieces, so that a transfer resumes; bounded memory. */
public interface EvidenceStore {

    /** How many bytes of a file are durable here so far; 0 where nothing is. */
    long durable(String sha256);

    /**
     * Adds bytes after those that are durable, at most up to {@code length} in all, and makes them durable.
     *
     * @return how many are durable now; fewer than {@code length} where the stream ended early or broke
     * @throws IOException where the file system fails
     */
    long append(String sha256, long length, InputStream more) throws IOException;

    /**
     * Completes a file whose every byte is durable: the digest is computed over what was written. Where it is another, all of
     * it is deleted.
     *
     * @return whether the digest is right
     */
    boolean complete(String sha256, long length) throws IOException;

    /** A complete file from an offset; empty where it is not held. */
    Optional<InputStream> open(String sha256, long offset) throws IOException;

    /** Removes a file, complete or not. */
    void delete(String sha256) throws IOException;
}
