package puente.gateway;

/**
 * The most that an import reads. At each limit the file is refused whole, before anything is stored, with a code of its own.
 *
 * @param fileBytes bytes after decompression: {@code gateway.file.too-large}
 * @param gzipRatio bytes out for one byte in, once {@value #GZIP_RATIO_FROM_BYTES} bytes are out:
 *     {@code gateway.file.gzip-bomb}
 * @param columns columns of a header or a row: {@code gateway.file.too-many-columns}
 * @param fieldChars UTF-16 units of one field: {@code gateway.file.field-too-long}
 * @param rowChars UTF-16 units of one row, or bytes of one line of JSON: {@code gateway.file.row-too-long}
 * @param rows rows of one file: {@code gateway.file.too-many-rows}. Also bounds the memory of an import, which remembers 16
 *     bytes for every record id
 * @param repeatedKeys natural keys that stand on several rows, where the mapping adds those up; each is held in memory until
 *     the file ends: {@code gateway.file.too-many-repetitions}
 */
public record Limits(
        long fileBytes, int gzipRatio, int columns, int fieldChars, int rowChars, long rows, int repeatedKeys) {
    /** Four gibibytes. */
    public static final long FILE_BYTES = 4L << 30;

    /** Text compresses five to fifty times; a bomb, a thousand. */
    public static final int GZIP_RATIO = 250;

    /** Below this a ratio proves nothing. */
    public static final long GZIP_RATIO_FROM_BYTES = 1L << 20;

    public static final int COLUMNS = 1_024;
    public static final int FIELD_CHARS = 1 << 16;
    public static final int ROW_CHARS = 1 << 20;
    public static final long ROWS = 20_000_000;
    public static final int REPEATED_KEYS = 1_000_000;

    /** The limits of the product; others are for tests and for smaller machines. */
    public static final Limits STANDARD =
            new Limits(FILE_BYTES, GZIP_RATIO, COLUMNS, FIELD_CHARS, ROW_CHARS, ROWS, REPEATED_KEYS);
}
