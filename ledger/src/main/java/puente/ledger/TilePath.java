package puente.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tile paths. Strict: what it accepts, {@link TileId#path} writes back byte for byte. */
final class TilePath {
    /** Characters of the longest path: level 63, the largest index, a partial width. */
    static final int LENGTH_MAX = 64;

    private static final Pattern SHAPE =
            Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private TilePath() {}

    static TileId parse(String path) {
        Matcher shape = path.length() > LENGTH_MAX ? null : SHAPE.matcher(path);
        if (shape == null || !shape.matches()) {
            throw refusal(path);
        }
        int level = shape.group(1).equals("entries") ? TileId.ENTRIES : Integer.parseInt(shape.group(1));
        long index = 0;
        for (String three : shape.group(2).replace("x", "").split("/", -1)) {
            int digits = Integer.parseInt(three);
            if (index > (Long.MAX_VALUE - digits) / 1000) {
                throw refusal(path);
            }
            index = index * 1000 + digits;
        }
        String partial = shape.group(3);
        int width = partial == null ? TileId.FULL_WIDTH : Integer.parseInt(partial);
        if (level > TileId.LEVEL_MAX || (partial != null && width >= TileId.FULL_WIDTH)) {
            throw refusal(path);
        }
        TileId tile = new TileId(level, index, width);
        if (!tile.path().equals(path)) {
            throw refusal(path);
        }
        return tile;
    }

    private static LedgerException refusal(String path) {
        return new LedgerException("ledger.tile.path", "", "path", Excerpt.of(path));
    }
}
