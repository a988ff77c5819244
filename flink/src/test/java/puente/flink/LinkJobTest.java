package puente.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import puente.match.link.Linker;
import puente.match.link.Population;
import puente.match.link.PopulationFile;
import puente.match.table.Recogniser;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

/** The job on Flink's mini-cluster, held against the same linkage in one process: pairs, weights to the last bit, subjects. */
class LinkJobTest {
    private static final Path LABELLED = Path.of(System.getProperty("puente.shared"), "data/linkage/bi_20k.csv");
    /** So many rows of the labelled set: enough for every rule, few enough for a test. */
    private static final int ROWS = 10_000;

    private static final int GENERATED = 4_000;

    @TempDir
    private static Path folder;

    private static Table table;
    private static Found found;
    /** The whole linked by a model learned from a quarter of it, and by its own. */
    private static Linker.Result bySample;

    private static Linker.Result byItself;

    @BeforeAll
    static void linkInOneProcess() throws IOException {
        Path all = folder.resolve("all.csv");
        if (Files.isRegularFile(LABELLED)) {
            Files.write(all, Files.readAllLines(LABELLED).subList(0, ROWS + 1));
        } else {
            Files.write(all, people(GENERATED));
        }
        table = Recogniser.recognise(Tables.read(all, RowProgress.NONE));
        found = new Found(table);
        Found.part(all, folder.resolve("rows"), 5);
        Linker.Result sample = new Linker(table.slice(0, table.rows() / 4), 2).run();
        PopulationFile.write(Population.of(sample), folder.resolve("sample.model"));
        byItself = new Linker(table, 2).run();
        PopulationFile.write(Population.of(byItself), folder.resolve("whole.model"));
        bySample = new Linker(table, 2).runAs(sample);
    }

    private static List<String> people(int count) {
        String[] surnames = {"García", "Hernández", "Peña", "Quintanilla", "Zúñiga", "Smith", "Villaseñor", "Ochoa"};
        String[] names = {"José", "María", "Guadalupe", "John", "Ana", "Luis", "Rosa", "Pedro"};
        Random random = new Random(7);
        List<String> lines = new ArrayList<>(List.of("rec_id,given,surname,dob,phone"));
        for (int person = 0; person < count; person++) {
            String given = names[random.nextInt(names.length)];
            String surname =
                    surnames[random.nextInt(surnames.length)] + " " + surnames[random.nextInt(surnames.length)];
            String born =
                    "%d-%02d-%02d".formatted(1950 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
            String phone = "" + (6_000_000_000L + random.nextInt(90_000_000));
            for (int time = 0; time <= random.nextInt(3); time++) {
                lines.add("r%d-%d,%s,%s,%s,%s"
                        .formatted(
                                person,
                                time,
                                random.nextInt(9) == 0 ? given.substring(0, 1) : given,
                                random.nextInt(5) == 0 ? surname.split(" ")[0] : surname,
                                random.nextInt(9) == 0 ? born.substring(0, 4) : born,
                                random.nextBoolean() ? phone : ""));
            }
        }
        return lines;
    }

    private static Path run(String model, Path rows, int parallelism) throws Exception {
        Configuration configuration = LinkJob.configuration();
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        Path out = Files.createTempDirectory(folder, "out");
        LinkJob.build(environment, new LinkJob.Settings(folder.resolve(model), rows, out, 0));
        environment.execute();
        return out;
    }

    private static void assertSame(Linker.Result expected, Path out) throws IOException {
        Found.Difference difference = found.against(expected, out);
        assertThat(difference.pairs()).isGreaterThan(1_000);
        assertThat(difference.subjects()).isLessThan(table.rows());
        assertThat(difference.differing()).as(difference.toString()).isZero();
        assertThat(difference.regrouped()).as(difference.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Timeout(60)
    void rowsThatNoModelSaw_areLinkedAsInOneProcess_onAnyNumberOfTasks(int parallelism) throws Exception {
        assertSame(bySample, run("sample.model", folder.resolve("rows"), parallelism));
    }

    @Test
    @Timeout(60)
    void theRowsOfTheModelItself_areLinkedAsTheyWere() throws Exception {
        assertSame(byItself, run("whole.model", folder.resolve("all.csv"), 2));
    }

    @Test
    @Timeout(60)
    void twoRowsOfOneName_areRefused_evenInTwoFiles() throws Exception {
        Path rows = Files.createDirectory(folder.resolve("twice"));
        List<String> lines = Files.readAllLines(folder.resolve("all.csv")).subList(0, 3);
        Files.write(rows.resolve("one.csv"), lines);
        Files.write(rows.resolve("two.csv"), List.of(lines.get(0), lines.get(2)));
        assertThatThrownBy(() -> run("sample.model", rows, 2))
                .rootCause()
                .hasMessageContaining("match.link.known-id")
                .hasMessageContaining(lines.get(2).split(",")[0]);
    }
}
