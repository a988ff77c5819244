package puente.store;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import puente.record.Agency;
import puente.record.Record;
import puente.record.RecordIndex;

/**
 * Everything by which a record is found, but its words, as one set of hashed terms.
 *
 * <p><b>Problem.</b> Kind, agency, area, identifiers, period, place and purpose each want an index; seven indexes cost more than
 * the record. One inverted index (GIN) over a set of 64-bit numbers answers any conjunction of them, and an entry costs about
 * a byte. What has an order (periods, places) becomes a few terms of a grid; the query then compares the exact columns.
 *
 * <p><b>Terms.</b> {@code kind:}, {@code agency:}, {@code party:}, {@code area:} (each enclosing area too), {@code key:field=value};
 * {@code own} for this node's records, {@code for:purpose} for each purpose of a received one. A period within one month gives
 * {@code month:2024-09} and {@code year:2024}; a longer one {@code long:} and {@code year:} for each year it touches; one that leaves
 * {@link #YEAR_MIN}…{@link #YEAR_MAX} gives {@code year:any}. A point gives its cell of 10°, 1° and 0.1°.
 *
 * <p><b>Hashes.</b> SipHash under a key drawn for each database: GIN never forgets a term that once existed, and a keyed hash of a
 * purged CURP tells nobody anything. Without the key nobody can make two terms collide; by chance any two of a hundred million
 * do with a probability below one in three thousand, and a given question meets such a pair with one in a hundred billion.
 */
final class Terms {
    static final int YEAR_MIN = 1900;
    static final int YEAR_MAX = 2100;
    /** Up to this many months a query names each; beyond, years. */
    static final int QUERY_MONTHS_MAX = 24;
    /** Up to this many cells a query names; beyond, the next coarser grid. */
    static final int QUERY_CELLS_MAX = 100;

    private static final int[] GRIDS_PER_DEGREE_TENTHS = {1, 10, 100}; // cells of 0.1°, 1°, 10°

    private final SipHash hash;

    Terms(byte[] key) {
        hash = new SipHash(key);
    }

    long term(String text) {
        return hash.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    long own() {
        return term("own");
    }

    long purpose(String purpose) {
        return term("for:" + purpose);
    }

    long kind(String kind) {
        return term("kind:" + kind);
    }

    long agency(Agency agency) {
        return term(agency.code().equals(agency.party()) ? "party:" + agency.party() : "agency:" + agency.code());
    }

    long area(String area) {
        return term("area:" + area);
    }

    long key(String fieldAndValue) {
        return term("key:" + fieldAndValue);
    }

    /** A record's terms, sorted, each once. */
    long[] of(Record record, RecordIndex index, Origin origin) {
        Set<Long> terms = new HashSet<>();
        terms.add(kind(record.kind()));
        terms.add(term("party:" + record.agency().party()));
        terms.add(agency(record.agency()));
        switch (origin) {
            case Origin.Own own -> terms.add(own());
            case Origin.Received received ->
                record.handling().purposes().forEach(purpose -> terms.add(purpose(purpose)));
        }
        index.areas().forEach(area -> terms.add(area(area)));
        index.keys().forEach(key -> terms.add(key(key)));
        if (index.from().isPresent() && index.to().isPresent()) {
            period(index.from().get(), index.to().get(), terms);
        }
        if (index.latitude().isPresent() && index.longitude().isPresent()) {
            for (int tenths : GRIDS_PER_DEGREE_TENTHS) {
                terms.add(cell(
                        tenths,
                        row(index.latitude().getAsDouble(), tenths),
                        row(index.longitude().getAsDouble(), tenths)));
            }
        }
        return terms.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void period(LocalDate from, LocalDate to, Set<Long> terms) {
        boolean oneMonth = from.getYear() == to.getYear() && from.getMonth() == to.getMonth();
        if (from.getYear() < YEAR_MIN || to.getYear() > YEAR_MAX) {
            terms.add(term("year:any"));
        }
        for (int year = Math.max(from.getYear(), YEAR_MIN); year <= Math.min(to.getYear(), YEAR_MAX); year++) {
            terms.add(term("year:" + year));
            terms.add(oneMonth ? month(from) : term("long:" + year));
        }
    }

    private long month(LocalDate day) {
        return term("month:" + day.getYear() + "-" + day.getMonthValue());
    }

    /** Terms of which a record has one if its period may overlap this one. */
    long[] overlapping(Optional<LocalDate> from, Optional<LocalDate> to) {
        LocalDate first = clip(from.orElse(LocalDate.MIN));
        LocalDate last = clip(to.orElse(LocalDate.MAX));
        Set<Long> terms = new HashSet<>(Set.of(term("year:any")));
        boolean months = first.plusMonths(QUERY_MONTHS_MAX).isAfter(last);
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            terms.add(term((months ? "long:" : "year:") + year));
        }
        if (months) {
            for (LocalDate day = first.withDayOfMonth(1); !day.isAfter(last); day = day.plusMonths(1)) {
                terms.add(month(day));
            }
        }
        return array(terms);
    }

    private static LocalDate clip(LocalDate day) {
        LocalDate least = LocalDate.of(YEAR_MIN, 1, 1);
        LocalDate most = LocalDate.of(YEAR_MAX, 12, 31);
        return day.isBefore(least) ? least : day.isAfter(most) ? most : day;
    }

    /** Terms of which a record has one if its place may lie in the box. */
    long[] within(RecordQuery.Box box) {
        Set<Long> terms = new HashSet<>();
        for (int tenths : GRIDS_PER_DEGREE_TENTHS) {
            int south = row(box.south(), tenths);
            int north = row(box.north(), tenths);
            int west = row(box.west(), tenths);
            int east = row(box.east(), tenths);
            int lastColumn = row(180, tenths);
            long columns = west <= east ? east - west + 1L : lastColumn - west + 1L + east - row(-180, tenths) + 1L;
            boolean coarsest = tenths == GRIDS_PER_DEGREE_TENTHS[GRIDS_PER_DEGREE_TENTHS.length - 1];
            if (columns * (north - south + 1L) > QUERY_CELLS_MAX && !coarsest) {
                continue;
            }
            for (int row = south; row <= north; row++) {
                for (int step = 0; step < columns; step++) {
                    int column = west + step;
                    terms.add(cell(
                            tenths, row, column <= lastColumn ? column : column - lastColumn - 1 + row(-180, tenths)));
                }
            }
            return array(terms);
        }
        throw new AssertionError("the coarsest grid always answers");
    }

    private long cell(int tenths, int row, int column) {
        return term("cell:" + tenths + ":" + row + ":" + column);
    }

    private static int row(double degrees, int tenths) {
        return (int) Math.floor(degrees * 10 / tenths);
    }

    private static long[] array(Set<Long> terms) {
        long[] array = terms.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(array);
        return array;
    }
}
