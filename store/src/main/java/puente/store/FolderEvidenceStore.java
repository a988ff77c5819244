package puente.store;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Evidence as files in a folder, named by the SHA-256 of their content.
 *
 * <pre>
 * ab/abcdef….part   being received; every byte counted by {@link #durable} was forced to disk before it was reported
 * ab/abcdef…        complete: its digest was computed from what the disk holds
 * </pre>
 *
 * <p>Memory is one buffer, whatever the file's size. One transfer of a file at a time is the caller's duty; readers may read
 * beside it.
 */
public final class FolderEvidenceStore implements EvidenceStore {
    /** The largest file, in bytes. */
    public static final long LENGTH_MAX = 64L << 30;

    private static final int BUFFER_BYTES = 1 << 18;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    /** The folder is made when the first file comes. */
    public FolderEvidenceStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public long durable(String sha256) {
        try {
            Path complete = complete(sha256);
            if (Files.exists(complete)) {
                return Files.size(complete);
            }
            Path part = part(sha256);
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException failure) {
            throw Failures.file(folder, failure);
        }
    }

    @Override
    public long append(String sha256, long length, InputStream more) throws IOException {
        if (length < 0 || length > LENGTH_MAX) {
            throw new ProblemException(
                    Problem.of("store.evidence.too-large", sha256, "length", length, "most", LENGTH_MAX));
        }
        if (Files.exists(complete(sha256))) {
            return Files.size(complete(sha256));
        }
        Path part = part(sha256);
        Files.createDirectories(within(sha256));
        boolean fresh = !Files.exists(part);
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = file.size();
            file.position(at);
            try {
                byte[] buffer = new byte[BUFFER_BYTES];
                while (at < length) {
                    int read = more.read(buffer, 0, (int) Math.min(buffer.length, length - at));
                    if (read < 0) {
                        break;
                    }
                    for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) {
                        file.write(rest);
                    }
                    at += read;
                }
            } finally {
                // What came before a break counts too: the transfer goes on from there.
                file.force(true);
                if (fresh) {
                    forceFolder(within(sha256));
                }
            }
            return at;
        }
    }

    @Override
    public boolean complete(String sha256, long length) throws IOException {
        Path complete = complete(sha256);
        if (Files.exists(complete)) {
            return Files.size(complete) == length;
        }
        Path part = part(sha256);
        if (length == 0 && !Files.exists(part)) {
            Files.createDirectories(within(sha256));
            Files.createFile(part);
        }
        if (!Files.exists(part) || Files.size(part) != length || !digest(part).equals(sha256)) {
            Files.deleteIfExists(part);
            return false;
        }
        Files.move(part, complete, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(within(sha256));
        return true;
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) throws IOException {
        Path complete = complete(sha256);
        if (!Files.exists(complete)) {
            return Optional.empty();
        }
        FileChannel file = FileChannel.open(complete, StandardOpenOption.READ);
        file.position(Math.clamp(offset, 0, file.size()));
        return Optional.of(Channels.newInputStream(file));
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(part(sha256));
        Files.deleteIfExists(complete(sha256));
    }

    /**
     * Takes a file in from a stream whose digest is not known yet.
     *
     * @return the digest under which it is now held
     */
    public Disclosure.Evidence add(InputStream content) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "adding", ".part");
        boolean kept = false;
        try {
            MessageDigest digest = PurgeDigest.sha256();
            long length = 0;
            try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                    length += read;
                    if (length > LENGTH_MAX) {
                        throw new ProblemException(
                                Problem.of("store.evidence.too-large", "", "length", length, "most", LENGTH_MAX));
                    }
                    for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) {
                        file.write(rest);
                    }
                }
                file.force(true);
            }
            String sha256 = PurgeDigest.hex(digest.digest());
            Path complete = complete(sha256);
            Files.createDirectories(within(sha256));
            Files.move(fresh, complete, StandardCopyOption.ATOMIC_MOVE);
            kept = true;
            forceFolder(within(sha256));
            return new Disclosure.Evidence(sha256, length);
        } finally {
            if (!kept) {
                Files.deleteIfExists(fresh);
            }
        }
    }

    /** The digests of all complete files, in order. */
    public List<String> all() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> SHA_256.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = PurgeDigest.sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return PurgeDigest.hex(digest.digest());
    }

    private Path part(String sha256) {
        return within(sha256).resolve(sha256 + ".part");
    }

    private Path complete(String sha256) {
        return within(sha256).resolve(sha256);
    }

    private Path within(String sha256) {
        if (!SHA_256.matcher(sha256).matches()) {
            throw new ProblemException(Problem.of("store.evidence.digest", "", "value", sha256));
        }
        return folder.resolve(sha256.substring(0, 2));
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
