package puente.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * PostgreSQL's own programs, unpacked once per user of the machine from the archive on the class path.
 *
 * <p>Unpacking goes to a sibling folder that is renamed when complete, so that a crash leaves no half-unpacked programs and
 * two nodes that start at once do not meet.
 */
final class PostgresBinaries {
    /** The version on the class path; its major version is that of every data folder made here. */
    static final String VERSION = "18.6.0";

    static final int MAJOR = 18;

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** The programs under {@code cache}, unpacked if they are not there yet. */
    static PostgresBinaries unpack(Path cache) {
        String architecture = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> "unknown";
        };
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path folder = cache.resolve(VERSION + "-" + architecture);
        if (Files.isExecutable(folder.resolve("bin").resolve("postgres"))) {
            return new PostgresBinaries(folder);
        }
        String archive = "postgres-linux-" + architecture + ".txz";
        try (InputStream packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null || !system.contains("linux")) {
                throw new ProblemException(
                        Problem.of("store.embedded.unsupported", "", "system", system, "architecture", architecture));
            }
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, ".unpacking-");
            untar(packed, fresh);
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException another) {
                delete(fresh);
                if (!Files.isExecutable(folder.resolve("bin").resolve("postgres"))) {
                    throw another;
                }
            }
            return new PostgresBinaries(folder);
        } catch (IOException unwritable) {
            throw Failures.file(cache, unwritable);
        }
    }

    /** One of {@code initdb}, {@code pg_ctl}, {@code postgres}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void untar(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leads outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, permissions(entry));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(PosixFilePermissions.fromString("rw-r--r--"));
        if ((entry.getMode() & 0b001_000_000) != 0) {
            permissions.addAll(PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return permissions;
    }

    /** Deletes a folder and all in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
