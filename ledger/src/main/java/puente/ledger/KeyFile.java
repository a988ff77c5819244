package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Private keys in files that only their owner may read: one private text form, one line. */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * Writes a new file, mode 0600 from its first moment, and makes it durable. An existing file is left alone and is a
     * {@link java.nio.file.FileAlreadyExistsException}: a key is never overwritten.
     */
    public static void write(Path file, NoteSigner key) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer rest = ByteBuffer.wrap((key.privateForm() + "\n").getBytes(UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            DurableFiles.syncFolder(folder);
        }
    }

    /**
     * Reads a key.
     *
     * @throws LedgerException {@code ledger.key.exposed} if group or others have any permission on the file, or what
     *     {@link NoteSigner#parse} says
     */
    public static NoteSigner read(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, new LinkOption[0]))) {
            throw new LedgerException("ledger.key.exposed", file.toString());
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(NoteVerifier.VKEY_LENGTH_MAX + 1);
        }
        String text = Utf8.decode(bytes).orElseThrow(() -> new LedgerException("ledger.key.private", ""));
        return NoteSigner.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    }
}
