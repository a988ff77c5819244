package puente.gateway;

import puente.record.Problem;

/** Turns the bytes of one format into rows of text cells, in the order of the mapping's columns. */
public interface RowReader {
    /** Receives rows in order. */
    interface Rows {
        /**
         * A row that has the mapping's columns.
         *
         * @param row 1 for the first row of data
         * @param line 1 for the first line of the file
         * @param cells one for each column; an absent value is empty; valid during the call only
         */
        void row(long row, long line, String[] cells);

        /** A row that has not. */
        void broken(long row, long line, Problem problem);
    }

    /**
     * What was read.
     *
     * @param rows rows of data, broken ones included
     * @param sha256 digest of the source's bytes, in hexadecimal
     */
    record Facts(long rows, String sha256) {}

    /**
     * Reads through the file without looking at values, for everything that refuses it whole.
     *
     * @throws puente.record.ProblemException {@code gateway.file.*}
     */
    Facts check(Source source, FileShape shape, Limits limits);

    /** Reads the rows of a file that passed {@link #check}. */
    Facts read(Source source, FileShape shape, Limits limits, Rows rows);

    /** Whether the file's beginning looks as the shape says; false also where it cannot be read at all. */
    boolean recognises(Source source, FileShape shape, Limits limits);
}
