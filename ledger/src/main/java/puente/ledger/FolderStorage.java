package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A log in a folder, laid out so that any static file server serves it as C2SP tlog-tiles.
 *
 * <h2>How a commit survives a crash</h2>
 *
 * <ol>
 *   <li>Tiles, bundles and the new checkpoint are written beside the log, in {@code .pending}, and synced.
 *   <li>Tiles and bundles are renamed into place, and every folder that gained a name is synced.
 *   <li>The checkpoint is renamed into place, and the log's folder is synced. This rename is the commit: before it, readers
 *       see the old checkpoint, whose tiles are all still there; after it, the new one, whose tiles are durable.
 *   <li>Partial versions of tiles that are full now are deleted, as the standard allows.
 * </ol>
 *
 * <p>A crash between leaves files that no checkpoint commits to. The next writer will give their names to other entries, so
 * {@link #open} removes them: they lie between the checkpoint's size and the reservation in {@code .reserved}, a size that is
 * made durable before any tile beyond it is written, and moves in large steps so that it costs nothing.
 *
 * <p>One writer at a time: the folder is locked through {@code .lock}.
 */
public final class FolderStorage implements LogStorage, AutoCloseable {
    /** Entries that a reservation runs ahead: how much {@link #open} has to look through after a crash. */
    static final long RESERVATION = 1 << 18;

    private static final String PENDING = ".pending";
    private static final String RESERVED = ".reserved";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final FolderReader reader;
    private final FileChannel lockFile;
    private final DurableFiles files;
    private final Set<Path> knownFolders = ConcurrentHashMap.newKeySet();

    /** Guarded by this. */
    private long reserved;

    /** Guarded by this: the size that the stored checkpoint says, −1 while unknown after a failed commit. */
    private long size;

    private FolderStorage(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.reader = new FolderReader(folder);
        this.lockFile = lockFile;
        this.files = new DurableFiles("log-folder");
    }

    /**
     * Opens or creates the folder for writing, alone, and clears what a crash may have left.
     *
     * @throws LedgerException {@code ledger.folder.locked} if another writer holds it
     */
    public static FolderStorage open(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(PENDING));
        FileChannel lockFile =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // The lock lives as long as its channel.
        if (tryLock(lockFile) == null) {
            lockFile.close();
            throw new LedgerException("ledger.folder.locked", folder.toString());
        }
        FolderStorage storage = new FolderStorage(folder, lockFile);
        boolean opened = false;
        try {
            storage.recover();
            opened = true;
        } finally {
            if (!opened) {
                storage.close();
            }
        }
        return storage;
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** The folder as a reader sees it: nothing in it is created, locked or changed. */
    public static LogReader reader(Path folder) {
        return new FolderReader(folder);
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return reader.checkpoint();
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        return reader.tile(tile);
    }

    @Override
    public synchronized void commit(TreeUpdate update, byte[] signedCheckpoint) throws IOException {
        if (size != update.oldSize()) {
            throw new StaleUpdateException(size, update.oldSize());
        }
        size = -1;
        reserve(update.newSize());
        place(update.tiles(), signedCheckpoint);
        DurableFiles.rename(pending(FolderReader.CHECKPOINT), folder.resolve(FolderReader.CHECKPOINT));
        DurableFiles.syncFolder(folder);
        size = update.newSize();
        for (Tile tile : update.tiles()) {
            // Only the tile that the old edge cut through can have partial versions.
            if (tile.id().isFull()
                    && tile.id().index() == firstTouched(tile.id().level(), update.oldSize())) {
                deletePartials(tile.id(), 0);
            }
        }
    }

    private static long firstTouched(int level, long oldSize) {
        return oldSize >>> 8 * Math.max(level, 0) >>> 8;
    }

    private void place(List<Tile> tiles, byte[] signedCheckpoint) throws IOException {
        Set<Path> gained = ConcurrentHashMap.newKeySet();
        List<Callable<?>> writes = new ArrayList<>(tiles.size() + 1);
        writes.add(() -> {
            DurableFiles.write(pending(FolderReader.CHECKPOINT), signedCheckpoint);
            return true;
        });
        AtomicLong number = new AtomicLong();
        for (Tile tile : tiles) {
            writes.add(() -> {
                Path target = folder.resolve(tile.id().path());
                Path parent = parentOf(target);
                createFolder(parent, gained);
                Path pending = pending(Long.toString(number.incrementAndGet()));
                DurableFiles.write(pending, tile.bytes());
                DurableFiles.rename(pending, target);
                gained.add(parent);
                return true;
            });
        }
        files.all(writes);
        files.all(gained.stream()
                .map(each -> (Callable<Boolean>) () -> {
                    DurableFiles.syncFolder(each);
                    return true;
                })
                .toList());
    }

    private void createFolder(Path wanted, Set<Path> gained) throws IOException {
        if (knownFolders.contains(wanted)) {
            return;
        }
        List<Path> absent = new ArrayList<>();
        for (Path each = wanted; !each.equals(folder) && !Files.isDirectory(each); each = parentOf(each)) {
            absent.add(each);
        }
        Files.createDirectories(wanted);
        absent.forEach(each -> gained.add(parentOf(each)));
        if (!wanted.toString().endsWith(".p")) {
            knownFolders.add(wanted);
        }
    }

    private static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no parent: " + path);
        }
        return parent;
    }

    private Path pending(String name) {
        return folder.resolve(PENDING).resolve(name);
    }

    private void reserve(long newSize) throws IOException {
        if (newSize > reserved) {
            long further = newSize + RESERVATION;
            DurableFiles.write(pending(RESERVED), Long.toString(further).getBytes(US_ASCII));
            DurableFiles.rename(pending(RESERVED), folder.resolve(RESERVED));
            DurableFiles.syncFolder(folder);
            reserved = further;
        }
    }

    private synchronized void recover() throws IOException {
        Optional<byte[]> checkpoint = checkpoint();
        size = checkpoint.isEmpty()
                ? 0
                : Checkpoint.ofUnverified(checkpoint.get()).size();
        reserved = readReserved();
        deleteFiles(folder.resolve(PENDING));
        for (int level = TileId.ENTRIES; level <= TileId.LEVEL_MAX; level++) {
            int shift = 8 * Math.max(level, 0);
            if (shift >= Long.SIZE - 1 || (level > 0 && reserved >>> shift == 0)) {
                break;
            }
            long edge = size >>> shift >>> 8;
            for (long index = edge; index <= reserved >>> shift >>> 8; index++) {
                int width = TileId.widthAt(level, index, size);
                TileId tile = new TileId(level, index, TileId.FULL_WIDTH);
                Files.deleteIfExists(folder.resolve(tile.path()));
                deletePartials(tile, width);
            }
        }
    }

    private long readReserved() throws IOException {
        try {
            return Math.max(size, Decimal.parse(Files.readString(folder.resolve(RESERVED), US_ASCII)));
        } catch (NoSuchFileException never) {
            return size;
        }
    }

    /** Deletes partial versions of a tile that are wider than {@code kept}: all of them if that is 0. */
    private void deletePartials(TileId tile, int kept) throws IOException {
        Path partials = reader.partials(tile);
        try (DirectoryStream<Path> widths = Files.newDirectoryStream(partials)) {
            for (Path each : widths) {
                if (Decimal.parse(each.getFileName().toString()) > kept) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (NoSuchFileException none) {
            return;
        }
        if (kept == 0) {
            Files.deleteIfExists(partials);
        }
    }

    private static void deleteFiles(Path folder) throws IOException {
        Set<Path> leftovers = new TreeSet<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(folder)) {
            each.forEach(leftovers::add);
        }
        for (Path leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
        lockFile.close();
    }
}
