package puente.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import puente.record.Record;

/** Measures what a record costs on its way into the store: {@code main [records] [batch] [SQL to run first]}. CPU of the JVM and of the server. */
public final class BulkInsertMeasure {
    private BulkInsertMeasure() {}

    public static void main(String[] arguments) throws IOException {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        try (Database database = TestDatabases.fresh()) {
            RecordStore store = new RecordStore(database);
            if (arguments.length > 2) {
                database.jdbi()
                        .useHandle(handle -> handle.createScript(arguments[2]).execute());
            }
            long number = 0;
            for (int round = 0; round < 3; round++) {
                List<Record> ready = new ArrayList<>();
                for (int at = 0; at < records; at++) {
                    ready.add(StoreSamples.sighting(number++));
                }
                long wall = System.nanoTime();
                long jvm = jvmNanos();
                long server = serverMillis();
                for (int from = 0; from < records; from += batch) {
                    store.insertAll(
                            ready.subList(from, Math.min(records, from + batch)).iterator());
                }
                double wallMicros = (System.nanoTime() - wall) / 1e3 / records;
                double jvmMicros = (jvmNanos() - jvm) / 1e3 / records;
                double serverMicros = (serverMillis() - server) * 1e3 / records;
                System.out.printf(
                        "%d records in batches of %d: %.0f records/s, wall %.1f us, JVM %.1f us, server %.1f us a record%n",
                        records, batch, 1e6 / wallMicros, wallMicros, jvmMicros, serverMicros);
            }
        }
    }

    private static long jvmNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** CPU of all processes of the server so far: user and system, those of ended workers too. */
    private static long serverMillis() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(TestDatabases.server().folder().resolve("pgdata/postmaster.pid"))
                        .getFirst()
                        .strip());
        long ticks = 0;
        for (ProcessHandle each : ProcessHandle.allProcesses().toList()) {
            boolean ours = each.pid() == postmaster
                    || each.parent()
                            .map(ProcessHandle::pid)
                            .filter(pid -> pid == postmaster)
                            .isPresent();
            if (ours) {
                String stat = Files.readString(Path.of("/proc/" + each.pid() + "/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                if (each.pid() == postmaster) {
                    ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
                }
            }
        }
        return ticks * 10;
    }
}
