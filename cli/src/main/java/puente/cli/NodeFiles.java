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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import puente.node.NodeConfiguration;
import puente.node.signin.ProviderSettings;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.Backup;

/**
 * The half of a backup that is not the database: configuration and every file that it names, keys, partners, agreements and what is
 * proposed, in a zip beside it, readable by its owner only, because the private keys are in it.
 *
 * <p>Files outside the node's folder are not in it. Nor are TAXII accounts: one that was deleted since would come back; nor the log of
 * the program, nor what a start makes anew.
 */
final class NodeFiles {
    /** What is added to the backup's name. */
    static final String SUFFIX = ".node.zip";

    private static final String KEYS = "keys";

    private NodeFiles() {}

    static void write(NodeConfiguration configuration, Path file) throws IOException {
        Path folder = configuration.folder();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path each : files(configuration, file.toAbsolutePath().normalize())) {
                zip.putNextEntry(new ZipEntry(folder.relativize(each).toString()));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
    }

    private static SortedSet<Path> files(NodeConfiguration configuration, Path target) throws IOException {
        Path folder = configuration.folder();
        SortedSet<Path> files = new TreeSet<>();
        try (Stream<Path> top = Files.list(folder)) {
            top.filter(each -> !isOfABackup(each)).forEach(files::add);
        }
        for (Path each : List.of(
                folder.resolve(KEYS),
                configuration.partners(),
                configuration.agreement(),
                configuration.data().resolve(NodeConfiguration.PROPOSALS))) {
            if (Files.isDirectory(each)) {
                try (Stream<Path> inside = Files.walk(each)) {
                    inside.filter(one -> !isHalfWritten(each, one)).forEach(files::add);
                }
            }
        }
        files.addAll(named(configuration));
        files.removeIf(each -> !each.startsWith(folder) || !Files.isRegularFile(each) || each.equals(target));
        return files;
    }

    /** The files that the configuration names one by one. */
    private static List<Path> named(NodeConfiguration configuration) {
        List<Path> named = new ArrayList<>();
        configuration.http().tls().ifPresent(tls -> {
            named.add(tls.certificate());
            named.add(tls.key());
        });
        configuration.signIn().provider().flatMap(ProviderSettings::secretFile).ifPresent(named::add);
        configuration.store().ifPresent(store -> named.add(store.passwordFile()));
        configuration.witness().policy().ifPresent(named::add);
        return named;
    }

    /** Backups that somebody keeps in the node's folder do not go into the next one, with what was forgotten since. */
    private static boolean isOfABackup(Path file) {
        return file.getFileName().toString().contains(Backup.SUFFIX);
    }

    /** What is being written has a name that begins with a dot until it is whole. */
    private static boolean isHalfWritten(Path root, Path file) {
        for (Path name : root.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
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
