package puente.flink;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.IOMetrics;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import puente.match.link.Linker;
import puente.match.link.Population;
import puente.match.link.PopulationFile;
import puente.match.table.Recogniser;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

/**
 * The proof of the job at size, and the figures of docs/scale.md: links the rows of a file in this process and, under the same model, on Flink's mini-cluster in
 * a process of its own, and compares pair by pair and row by row. {@code puente bench rows 1000000 FILE} writes such a file; {@code -Ppast-one-machine} runs this.
 *
 * <p>The system property {@code puente.flink.sample} says how many of the first rows the model is learned from; without it, from all.
 */
final class MillionRows {
    private static final int TASKS = 2;
    private static final int PARTS = 8;
    private static final double MEGA = 1e6;

    private MillionRows() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            job(new LinkJob.Settings(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), 0));
            return;
        }
        Path folder = Files.createTempDirectory("puente-flink");
        try {
            System.exit(prove(Path.of(System.getProperty("puente.flink.rows")), folder) ? 0 : 1);
        } finally {
            delete(folder);
        }
    }

    private static boolean prove(Path file, Path folder) throws IOException, InterruptedException {
        Found.part(file, folder.resolve("rows"), PARTS);
        double before = cpuSeconds();
        Table table = Recogniser.recognise(Tables.read(file, RowProgress.NONE));
        int learned = Math.min(Integer.getInteger("puente.flink.sample", table.rows()), table.rows());
        Linker.Result model = new Linker(learned < table.rows() ? table.slice(0, learned) : table, TASKS).run();
        tell("model learned from", learned, "rows");
        tell("learning it in one process", cpuSeconds() - before, "CPU-s");
        Path kept = folder.resolve("model");
        PopulationFile.write(Population.of(model), kept);
        tell("the model's file", Files.size(kept) / MEGA, "MB");
        before = cpuSeconds();
        Linker.Result whole = learned < table.rows() ? new Linker(table, TASKS).runAs(model) : model;
        if (learned < table.rows()) {
            tell("all rows under it in one process", cpuSeconds() - before, "CPU-s");
        }
        tell("one process, highest resident", highest(), "MB");
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx" + System.getProperty("puente.flink.heap", "2g"),
                "-XX:+UseParallelGC",
                "--sun-misc-unsafe-memory-access=allow"));
        for (String opened : List.of("lang", "nio", "util")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MillionRows.class.getName()));
        command.addAll(List.of(kept.toString(), folder.resolve("rows").toString(), out.toString()));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            return false;
        }
        Found.Difference difference = new Found(table).against(whole, out);
        System.out.println(difference);
        boolean same = difference.differing() == 0 && difference.regrouped() == 0;
        System.out.println(same ? "EQUAL: every pair, every weight to the last bit, every subject" : "NOT EQUAL");
        return same;
    }

    @SuppressWarnings("try")
    private static void job(LinkJob.Settings settings) throws Exception {
        Configuration configuration = LinkJob.configuration();
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(256));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(256));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(TASKS, configuration);
        LinkJob.build(environment, settings);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(TASKS)
                .withRandomPorts()
                .build())) {
            cluster.start();
            double before = cpuSeconds();
            long start = System.nanoTime();
            JobExecutionResult result = cluster.executeJobBlocking(graph);
            tell("the job", cpuSeconds() - before, "CPU-s");
            tell("the job", (System.nanoTime() - start) / 1e9, "s");
            tell("its process, highest resident", highest(), "MB");
            new TreeMap<>(result.getAllAccumulatorResults())
                    .forEach((name, count) -> System.out.println(name + " " + count));
            for (AccessExecutionJobVertex vertex :
                    cluster.getExecutionGraph(graph.getJobID()).get().getVerticesTopologically()) {
                tell(vertex);
            }
        }
    }

    /** What a vertex of the job's graph gave to the next ones, and how long its tasks were busy. */
    private static void tell(AccessExecutionJobVertex vertex) {
        IOMetrics[] tasks = Arrays.stream(vertex.getTaskVertices())
                .map(AccessExecutionVertex::getCurrentExecutionAttempt)
                .map(attempt -> attempt.getIOMetrics())
                .toArray(IOMetrics[]::new);
        System.out.printf(
                Locale.ROOT,
                "  %-70s %12d records out %10.1f MB out %8.1f s busy%n",
                vertex.getName(),
                Arrays.stream(tasks).mapToLong(IOMetrics::getNumRecordsOut).sum(),
                Arrays.stream(tasks).mapToLong(IOMetrics::getNumBytesOut).sum() / MEGA,
                Arrays.stream(tasks)
                                .mapToDouble(IOMetrics::getAccumulateBusyTime)
                                .sum()
                        / 1e3);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private static double highest() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static void tell(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-40s %14.1f %s%n", what, value, unit);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
