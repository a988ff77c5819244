package puente.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.measure.series.PeriodType;
import puente.measure.series.Rates;
import puente.measure.series.Series;
import puente.measure.series.SeriesCsv;
import puente.record.Problem;
import puente.record.ProblemException;

/** Which file, which of its columns, and what they mean: the options of every {@code puente measure} command that reads CSV. */
final class SeriesOptions {
    @Parameters(paramLabel = "FILE", descriptionKey = "measure.FILE")
    private Path file = Path.of("");

    @Option(names = "--period-column", paramLabel = "NAME", split = ",", descriptionKey = "measure.period-column")
    private List<String> periodColumns = List.of();

    @Option(names = "--value", paramLabel = "NAME", descriptionKey = "measure.value")
    private String value = "";

    @Option(names = "--area", paramLabel = "NAME", descriptionKey = "measure.area")
    private String area = "";

    @Option(names = "--where", paramLabel = "NAME=VALUE", descriptionKey = "measure.where")
    private Map<String, String> where = Map.of();

    @Option(names = "--period", paramLabel = "TYPE", descriptionKey = "measure.period")
    private String period = "";

    @Option(names = "--unit", paramLabel = "UNIT", descriptionKey = "measure.unit")
    private String unit = "";

    @Option(names = "--separator", paramLabel = "CHAR", descriptionKey = "measure.separator")
    private char separator = ',';

    @Option(names = "--sum", descriptionKey = "measure.sum")
    private boolean sum;

    @Option(names = "--fiscal", descriptionKey = "measure.fiscal")
    private boolean fiscal;

    @Option(names = "--signed", descriptionKey = "measure.signed")
    private boolean signed;

    @Option(names = "--provisional", descriptionKey = "measure.provisional")
    private boolean provisional;

    @Option(names = "--from", paramLabel = "PERIOD", descriptionKey = "measure.from")
    private String from = "";

    @Option(names = "--to", paramLabel = "PERIOD", descriptionKey = "measure.to")
    private String to = "";

    @Option(names = "--population", paramLabel = "FILE", descriptionKey = "measure.population")
    private @Nullable Path population;

    @Option(
            names = "--population-columns",
            paramLabel = "YEAR,AREA,VALUE",
            split = ",",
            descriptionKey = "measure.population-columns")
    private List<String> populationColumns = List.of("year", "area", "population");

    @Option(names = "--population-where", paramLabel = "NAME=VALUE", descriptionKey = "measure.population-where")
    private Map<String, String> populationWhere = Map.of();

    @Option(names = "--per", paramLabel = "N", descriptionKey = "measure.per")
    private int per = Rates.PER;

    Path file() {
        return file;
    }

    /** A text file, unpacked where its name ends in {@code .gz}. */
    static BufferedReader open(Path path) throws IOException {
        InputStream in = Files.newInputStream(path);
        if (String.valueOf(path.getFileName()).endsWith(".gz")) {
            try {
                in = new GZIPInputStream(in);
            } catch (IOException notPacked) {
                in.close();
                throw notPacked;
            }
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Every series of the file, cut to the periods asked for; what is wrong with them is said on the way. */
    List<Series> read(Console console) throws IOException {
        SeriesCsv.Layout layout = new SeriesCsv.Layout(
                separator, periodColumns, fiscal, value, area, where, period, unit, sum, signed, provisional);
        List<Series> all;
        try (BufferedReader reader = open(file)) {
            all = SeriesCsv.read(reader, layout).stream().map(this::cut).toList();
        }
        if (population != null) {
            all = Rates.of(all, people(population), per);
        }
        all.forEach(series -> series.findings().forEach(finding -> tell(console, finding)));
        return all;
    }

    /** The population by area and calendar year. */
    private List<Series> people(Path from) throws IOException {
        if (populationColumns.size() != 3) {
            throw new ProblemException(
                    Problem.of("measure.rate.population-columns", "", "count", populationColumns.size()));
        }
        SeriesCsv.Layout layout = new SeriesCsv.Layout(
                separator,
                List.of(populationColumns.get(0)),
                false,
                populationColumns.get(2),
                populationColumns.get(1),
                populationWhere,
                PeriodType.CALENDAR_YEAR.code(),
                "persons",
                false,
                false,
                false);
        try (BufferedReader reader = open(from)) {
            return SeriesCsv.read(reader, layout);
        }
    }

    private Series cut(Series series) {
        return series.between(
                from.isEmpty() ? series.first() : series.type().parse(from),
                to.isEmpty() ? series.end() : series.type().parse(to) + 1);
    }

    private static void tell(Console console, Problem finding) {
        String place = finding.position().isEmpty() ? "" : finding.position() + ": ";
        console.err().println(place + console.text(finding.code(), finding.arguments()));
    }

    /** A value as people read it: whole numbers without decimals, others with four digits that count. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        int decimals =
                value == Math.rint(value) && size < 1e15 || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return String.format(java.util.Locale.ROOT, "%,." + decimals + "f", value);
    }
}
