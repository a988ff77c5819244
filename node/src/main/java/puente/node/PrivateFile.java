package puente.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import puente.record.Problem;
import puente.record.ProblemException;

/** Files of a node's folder: secrets are made with mode 0600 from the first byte, and refused where others may read them. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS_READ = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /** Writes a secret to a new file that only its owner may read. */
    static void write(Path file, String text) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            if (posix(folder)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                Files.writeString(file, text, StandardOpenOption.WRITE);
            } else {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException already) {
            throw new ProblemException(Problem.of("node.file.exists", file.toString(), "file", file));
        } catch (IOException unwritable) {
            throw unwritable(file, unwritable);
        }
    }

    /** Writes a file that anyone may read, new or not. */
    static void writePublic(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw unwritable(file, unwritable);
        }
    }

    /** Reads a secret. */
    static String read(Path file) {
        try {
            if (posix(file)) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.stream().anyMatch(OTHERS_READ::contains)) {
                    throw new ProblemException(Problem.of("node.key.exposed", file.toString(), "file", file));
                }
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    static ProblemException unreadable(Path file, IOException reason) {
        return new ProblemException(
                Problem.of("node.file.unreadable", file.toString(), "file", file, "reason", String.valueOf(reason)));
    }

    static ProblemException unwritable(Path file, IOException reason) {
        return new ProblemException(
                Problem.of("node.file.unwritable", file.toString(), "file", file, "reason", String.valueOf(reason)));
    }

    private static boolean posix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }
}
