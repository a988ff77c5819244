package puente.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import puente.node.NodeConfiguration;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The half of a backup that is not the database: configuration, keys, partners and agreement, in a zip beside it, readable by its
 * owner only, because the private keys are in it.
 */
final class NodeFiles {
    /** What is added to the backup's name. */
    static final String SUFFIX = ".node.zip";

    private static final List<String> FOLDERS = List.of("keys", "partners", "agreement");

    private NodeFiles() {}

    static void write(Path folder, Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path each : files(folder)) {
                zip.putNextEntry(new ZipEntry(folder.relativize(each).toString()));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(folder)) {
            top.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        for (String name : FOLDERS) {
            if (Files.isDirectory(folder.resolve(name))) {
                try (Stream<Path> inside = Files.walk(folder.resolve(name))) {
                    inside.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            }
        }
        return files;
    }

    /** Makes a node's folder from the zip; the folder must be absent or empty. */
    static void read(Path file, Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new ProblemException(Problem.of("cli.restore.not-empty", "--folder", "folder", folder));
                }
            }
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry(NodeConfiguration.FILE) == null) {
                throw new ProblemException(Problem.of("cli.restore.no-node", file.toString(), "file", file));
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new ProblemException(Problem.of("cli.restore.no-node", file.toString(), "file", file));
                }
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.createFile(
                        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }
}
