package puente.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * R's {@code forecast} (Hyndman and Khandakar, <i>JSS</i> 2008; Debian's r-cran-forecast) on the same origins, as a process beside ours.
 * Not there, or failing, it is said to be so.
 */
final class RForecast {
    private static final long MINUTES_MAX = 30;

    private RForecast() {}

    /** Forecasts by one of its functions, and the seconds that they took without starting R. */
    record Run(List<RollingScores.Path> paths, double seconds) {}

    /**
     * Forecasts from every origin.
     *
     * @param method {@code ets}, {@code auto.arima}, {@code thetaf} or {@code snaive}
     */
    static Optional<Run> run(List<RollingScores.Origin> origins, String method, int threads)
            throws IOException, InterruptedException {
        if (!there()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("puente-peer");
        try {
            Path tasks = folder.resolve("tasks");
            try (BufferedWriter writer = Files.newBufferedWriter(tasks)) {
                for (RollingScores.Origin origin : origins) {
                    StringBuilder line = new StringBuilder()
                            .append(origin.season())
                            .append(',')
                            .append(origin.horizon());
                    Arrays.stream(origin.past())
                            .forEach(value -> line.append(',').append(value));
                    writer.append(line).append('\n');
                }
            }
            Path script = folder.resolve("peer.R");
            try (InputStream in = RForecast.class.getResourceAsStream("peer.R")) {
                Files.copy(java.util.Objects.requireNonNull(in, "peer.R belongs to this module"), script);
            }
            Path out = folder.resolve("out");
            Process process = new ProcessBuilder(
                            "Rscript", script.toString(), tasks.toString(), out.toString(), method, "" + threads)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(read(Files.readAllLines(out)));
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static boolean there() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "Rscript")));
    }

    /** The seconds, then a line an origin: means, lower ends, upper ends. */
    private static Run read(List<String> lines) {
        List<RollingScores.Path> paths = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            double[] all = Arrays.stream(line.toUpperCase(Locale.ROOT).split(","))
                    .mapToDouble(cell -> cell.equals("NA") ? Double.NaN : Double.parseDouble(cell))
                    .toArray();
            int horizon = all.length / 3;
            boolean whole = Arrays.stream(all).allMatch(Double::isFinite);
            paths.add(new RollingScores.Path(
                    whole ? Arrays.copyOf(all, horizon) : new double[0],
                    whole ? Arrays.copyOfRange(all, horizon, 2 * horizon) : new double[0],
                    whole ? Arrays.copyOfRange(all, 2 * horizon, 3 * horizon) : new double[0]));
        }
        return new Run(paths, Double.parseDouble(lines.getFirst()));
    }
}
