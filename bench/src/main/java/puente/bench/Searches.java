package puente.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import puente.bench.Report.Peer;
import puente.store.Cursor;
import puente.store.Database;
import puente.store.Page;
import puente.store.RecordQuery;
import puente.store.RecordStore;

/** Questions to a store of {@link Holdings}, one after another, each with other values, and what they took. */
final class Searches {
    private static final int WARM_UP = 30;
    private static final int QUESTIONS = 200;
    private static final int OFFSETS = 5;
    private static final int PAGE = 100;
    private static final long PATIENCE_NANOSECONDS = 20_000_000_000L;

    private final Database database;
    private final RecordStore records;
    private final Random random = new Random(20261121);
    private double firstDeepest;
    private double lastDeepest;

    Searches(Database database, RecordStore records) {
        this.database = database;
        this.records = records;
    }

    /** What autovacuum does: pending index entries in place, statistics current. */
    void settle() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) record");
        }
    }

    /** How many times as long the deepest page takes at the last size measured as at the first. */
    double deepestPageGrowth() {
        return lastDeepest / firstDeepest;
    }

    @FunctionalInterface
    private interface Question {
        int ask() throws SQLException;
    }

    void measure(Report report, long held) throws SQLException {
        report(report, held, "kind, area and month", times(() -> found(month())), null);
        report(
                report,
                held,
                "key",
                times(() -> found(RecordQuery.builder()
                        .key("conveyanceRegistrationPlateIdentification", Holdings.plate(aSighting(held))))),
                null);
        report(
                report,
                held,
                "text, three words of which one rare",
                times(() ->
                        found(RecordQuery.builder().text("camioneta culiacan P" + random.nextInt(Holdings.PATROLS)))),
                null);
        report(
                report,
                held,
                "text, one common word",
                times(() -> found(RecordQuery.builder().text("camionetas"))),
                null);
        report(
                report,
                held,
                "purpose, kind and area, own and received",
                times(() -> found(RecordQuery.builder()
                        .purpose("humanitarian-rescue")
                        .kind("sighting")
                        .area(Holdings.area(random.nextInt(Holdings.AREAS))))),
                null);
        Map<String, Long> places = new LinkedHashMap<>();
        places.put("the start", 0L);
        places.put("the middle", held / 2);
        places.put("the deep end", held - 2 * PAGE);
        for (Map.Entry<String, Long> place : places.entrySet()) {
            Cursor cursor = new Cursor(held, held + 1 - place.getValue());
            double[] ours = times(() -> found(RecordQuery.builder().limit(PAGE).cursor(cursor)));
            double[] offset = times(WARM_UP / 10, OFFSETS, () -> offset(place.getValue()));
            report(
                    report,
                    held,
                    "page of 100 at " + place.getKey(),
                    ours,
                    new Peer("OFFSET in plain SQL", p50(offset)));
            if (place.getKey().equals("the deep end")) {
                firstDeepest = firstDeepest == 0 ? p50(ours) : firstDeepest;
                lastDeepest = p50(ours);
            }
        }
    }

    private RecordQuery.Builder month() {
        LocalDate day =
                Holdings.FIRST_DAY.plusDays(random.nextInt(Holdings.DAYS)).withDayOfMonth(1);
        return RecordQuery.builder()
                .kind("sighting")
                .area(Holdings.area(random.nextInt(Holdings.AREAS)))
                .from(day)
                .to(day.plusMonths(1).minusDays(1));
    }

    /** The number of a sighting of our own among so many records. */
    private long aSighting(long held) {
        return random.nextLong(held / 20_000) * 20_000 + 15_000 + random.nextInt(4_000);
    }

    private int found(RecordQuery.Builder query) {
        Page page = records.search(query.build());
        return page.records().size();
    }

    private int offset(long skipped) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select seq, superseded, origin, body from record
                        where superseded = 9223372036854775807 order by seq desc offset ? limit ?
                        """)) {
            statement.setLong(1, skipped);
            statement.setInt(2, PAGE);
            int found = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found += rows.getBytes(4).length > 0 ? 1 : 0;
                }
            }
            return found;
        }
    }

    private double[] times(Question question) throws SQLException {
        return times(WARM_UP, QUESTIONS, question);
    }

    /** Milliseconds of each, in order of size; as many as patience allows. */
    private static double[] times(int warmUp, int questions, Question question) throws SQLException {
        double[] times = new double[questions];
        int taken = 0;
        int found = 0;
        long begun = System.nanoTime();
        for (int at = -warmUp; at < questions; at++) {
            long start = System.nanoTime();
            found += question.ask();
            if (at >= 0) {
                times[taken++] = (System.nanoTime() - start) / 1e6;
            }
            if (taken >= OFFSETS && System.nanoTime() - begun > PATIENCE_NANOSECONDS) {
                break;
            }
        }
        if (found == 0) {
            throw new IllegalStateException("these questions find nothing");
        }
        double[] sorted = Arrays.copyOf(times, taken);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double p50(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static void report(Report report, long held, String what, double[] times, @Nullable Peer peer) {
        String at = " at %,d".formatted(held);
        report.figure(what + ", p50" + at, p50(times), "ms", null, peer);
        report.figure(what + ", p99" + at, times[times.length * 99 / 100], "ms");
    }
}
