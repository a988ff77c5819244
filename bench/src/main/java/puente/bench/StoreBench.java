package puente.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import puente.bench.Report.Bar;
import puente.ledger.TreeEdge;
import puente.record.Record;
import puente.store.ChannelStore;
import puente.store.Database;
import puente.store.EmbeddedPostgres;
import puente.store.PostgresChannelStore;
import puente.store.RecordStore;

/**
 * The store in an embedded PostgreSQL: what an insertion costs, and how searches and pages grow as records become ten and a
 * hundred times as many.
 *
 * <p>One table grows from {@value #FIRST_TIER} records by tens up to {@code -Dpuente.bench.records} (1,000,000 where not said; ten
 * million take a quarter of an hour and 20 GB of disk): three quarters observations, a fifth sightings of our own, the rest
 * received. At each size the table is vacuumed and analysed, as autovacuum does on its own within minutes, and {@link Searches}
 * asks. Processor time is that of this process and of the server's that live.
 */
final class StoreBench implements Bench {
    private static final int FIRST_TIER = 100_000;
    private static final int CHUNK = 20_000;
    private static final int OBSERVATIONS = 15_000;
    private static final int SIGHTINGS = 4_000;
    private static final int RECEIVED = CHUNK - OBSERVATIONS - SIGHTINGS;

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String measures() {
        return "bulk insertion, and searches and pages as the table grows by tens; pages beside OFFSET on the same table";
    }

    /** Insertions of one sort of record so far. */
    private static final class Cost {
        private long records;
        private long nanoseconds;
        private Duration processor = Duration.ZERO;

        void report(Report report, String what) {
            report.figure(what + " inserted", records * 1e9 / nanoseconds, "records/s");
            report.figure(what + ", processor time a record", processor.toNanos() / 1e3 / records, "CPU-us");
        }
    }

    @Override
    public void run(Report report) throws IOException, SQLException {
        long most = Long.getLong("puente.bench.records", 1_000_000);
        Path folder = Files.createTempDirectory("puente-bench-store");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder);
                Database database = Database.open(server.address())) {
            RecordStore records = new RecordStore(database);
            ChannelStore channels = new PostgresChannelStore(database);
            Searches searches = new Searches(database, records);
            TreeEdge edge = TreeEdge.empty();
            long held = 0;
            for (long tier = FIRST_TIER; tier <= most; tier *= 10) {
                Cost observations = new Cost();
                Cost sightings = new Cost();
                for (; held < tier; held += CHUNK) {
                    insert(records, folder, observations, held, OBSERVATIONS, Holdings::observation);
                    insert(records, folder, sightings, held + OBSERVATIONS, SIGHTINGS, StoreBench::own);
                    edge = Holdings.receive(
                            channels, edge, made(held + OBSERVATIONS + SIGHTINGS, RECEIVED, StoreBench::received));
                }
                String at = " up to %,d".formatted(tier);
                observations.report(report, "observations" + at);
                sightings.report(report, "sightings" + at);
                searches.settle();
                searches.measure(report, tier);
            }
            report.figure("deepest page, growth over the tiers", searches.deepestPageGrowth(), "times", Bar.atMost(4));
        } finally {
            Folders.delete(folder);
        }
    }

    private static Record own(long number) {
        return Holdings.sighting(number, "mx/fgr", "arms-trafficking");
    }

    private static Record received(long number) {
        return Holdings.sighting(number, "us/uscg", number % 2 == 0 ? "humanitarian-rescue" : "drug-trafficking");
    }

    private static List<Record> made(long first, int count, LongFunction<Record> maker) {
        List<Record> made = new ArrayList<>(count);
        for (long number = first; number < first + count; number++) {
            made.add(maker.apply(number));
        }
        return made;
    }

    private static void insert(
            RecordStore store, Path folder, Cost cost, long first, int count, LongFunction<Record> maker) {
        List<Record> records = made(first, count, maker);
        Duration processor = ProcessorTime.ofThisProcessAndNaming(folder);
        long start = System.nanoTime();
        store.insertAll(records.iterator());
        cost.nanoseconds += System.nanoTime() - start;
        cost.processor =
                cost.processor.plus(ProcessorTime.ofThisProcessAndNaming(folder).minus(processor));
        cost.records += count;
    }
}
