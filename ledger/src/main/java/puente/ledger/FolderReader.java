package puente.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a folder that holds a log as C2SP tlog-tiles lays it out, ours or anyone's. A partial tile that is gone because the
 * full one exists, and one of a width that no checkpoint had, is cut from a wider one.
 */
final class FolderReader implements LogReader {
    static final String CHECKPOINT = "checkpoint";

    private final Path folder;

    FolderReader(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return read(folder.resolve(CHECKPOINT), SignedNote.SIZE_MAX);
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        int limit = tile.isEntries() ? EntryBundle.SIZE_MAX : TileId.FULL_WIDTH * Hash.SIZE;
        Optional<byte[]> exact = read(folder.resolve(tile.path()), limit);
        if (exact.isPresent() || tile.isFull()) {
            return exact;
        }
        Optional<byte[]> full = read(folder.resolve(tile.fullPath()), limit);
        if (full.isPresent()) {
            return full.flatMap(bytes -> Tile.prefix(tile, bytes));
        }
        Optional<TileId> wider = narrowestFrom(tile);
        return wider.isEmpty()
                ? Optional.empty()
                : read(folder.resolve(wider.get().path()), limit).flatMap(bytes -> Tile.prefix(tile, bytes));
    }

    private Optional<TileId> narrowestFrom(TileId tile) throws IOException {
        return versions(tile).stream()
                .filter(each -> each.width() >= tile.width())
                .min(Comparator.comparingInt(TileId::width));
    }

    @Override
    public List<TileId> earlier(TileId tile) throws IOException {
        return versions(tile).stream()
                .filter(each -> each.width() < tile.width())
                .sorted(Comparator.comparingInt(TileId::width))
                .toList();
    }

    /** The partial versions of a tile that are here, in no order. */
    private List<TileId> versions(TileId tile) throws IOException {
        List<TileId> found = new ArrayList<>();
        try (DirectoryStream<Path> widths = Files.newDirectoryStream(partials(tile))) {
            for (Path each : widths) {
                long width = Decimal.parse(each.getFileName().toString());
                if (width > 0 && width < TileId.FULL_WIDTH) {
                    found.add(tile.withWidth((int) width));
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return found;
    }

    /** The folder of a tile's partial versions. */
    Path partials(TileId tile) {
        return folder.resolve(tile.fullPath() + ".p");
    }

    /** A file's bytes; one byte more than the limit at most, so that an oversized file is seen as damaged and not loaded whole. */
    private static Optional<byte[]> read(Path file, int limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), limit + 1L));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Short reads are rare, and go on where they stopped.
            }
            return Optional.of(bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }
}
