package puente.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import puente.match.model.Model;

/**
 * Who is who among rows that no machine holds, by a model that one machine learned.
 *
 * <pre>
 * files ─► ReadRows ──── rows ────────────┬────────────────────────────────┬──────────────┐
 *             └─ keys ─► OpenGroups ─► SpreadRows ─► CompareGroups ─► pairs │              │
 *                 by key      by row ◄────┘ by key                    │  │  │              │
 *                                                     above nil, once │  │  │              │
 *                                                      ConnectRows ◄──┘  │  │              │
 *                                                          └─ labels ────┼──┼─► LabelRows ◄┘
 *                                                                 by row └─►LabelPairs │ by row
 *                                                                              └─► GroupPieces ─► pairs, subjects
 *                                                                                  by piece
 * </pre>
 *
 * <p>Every step but {@link ConnectRows} works on one key's records at a time, in an order of their own: what comes out is a function of what goes in, on any
 * number of machines. Types are told, and generic ones refused, so that nothing is serialised by reflection.
 */
public final class LinkJob {
    private static final TypeInformation<String> LINE = Types.STRING;

    private LinkJob() {}

    /**
     * What is to be linked.
     *
     * @param model a population that {@code puente link --keep} wrote
     * @param rows a file, or a folder of files, each of which one task reads whole; seen by every machine under this name
     * @param out the folder of the results, seen by every machine under this name
     * @param threshold the least probability of a pair that is written
     */
    public record Settings(Path model, Path rows, Path out, double threshold) {
        public Settings {
            model = model.toAbsolutePath();
            rows = rows.toAbsolutePath();
            out = out.toAbsolutePath();
            if (!(threshold >= 0 && threshold < 1)) {
                throw new IllegalArgumentException("threshold " + threshold);
            }
        }
    }

    /** What every run needs, whatever else is configured. */
    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // As many tasks as were asked for, not as many as Flink thinks the data is worth: comparing costs more than
        // reading.
        configuration.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        return configuration;
    }

    /** Adds the operators to an environment that {@link #configuration} configured; whoever calls executes it. */
    public static void build(StreamExecutionEnvironment environment, Settings settings) throws IOException {
        List<String> files = files(settings.rows());
        Files.createDirectories(settings.out());
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        environment.registerCachedFile(settings.model().toUri().toString(), Models.FILE);

        SingleOutputStreamOperator<Tuple2<Long, byte[]>> rows = environment
                .fromData(files, Types.STRING)
                .setParallelism(1)
                .rebalance()
                .process(new ReadRows())
                .returns(Shapes.ROW)
                .name("read rows");
        DataStream<Tuple2<Long, Long>> met = rows.getSideOutput(Shapes.KEYS)
                .keyBy(keyed -> keyed.f0, Types.LONG)
                .transform("open groups", Shapes.KEYED, new OpenGroups());
        DataStream<Tuple5<Long, Long, String, String, Float>> pairs = rows.connect(met)
                .keyBy(row -> row.f0, keyed -> keyed.f0, Types.LONG)
                .transform("spread rows", Shapes.MEMBER, new SpreadRows())
                .keyBy(member -> member.f0, Types.LONG)
                .transform("compare groups", Shapes.PAIR, new CompareGroups());
        DataStream<Tuple2<Long, Long>> labels = pairs.filter(pair -> pair.f4 > 0)
                .transform("connect rows", Shapes.LABEL, new ConnectRows())
                .setParallelism(1);
        SingleOutputStreamOperator<Tuple3<Long, Long, byte[]>> labelledRows = rows.connect(labels)
                .keyBy(row -> row.f0, label -> label.f0, Types.LONG)
                .transform("label rows", Shapes.PIECE_ROW, new LabelRows());
        SingleOutputStreamOperator<Tuple2<Long, Tuple5<Long, Long, String, String, Float>>> labelledPairs =
                pairs.connect(labels)
                        .keyBy(pair -> pair.f0, label -> label.f0, Types.LONG)
                        .transform("label pairs", Shapes.PIECE_PAIR, new LabelPairs());
        SingleOutputStreamOperator<Tuple3<String, String, Float>> grouped = labelledRows
                .connect(labelledPairs)
                .keyBy(row -> row.f0, pair -> pair.f0, Types.LONG)
                .transform("group pieces", Shapes.MATCH, new GroupPieces());

        double threshold = settings.threshold();
        write(
                grouped.union(labelledPairs.getSideOutput(Shapes.MATCHES))
                        .filter(match -> Model.probability(match.f2) >= threshold)
                        .map(LinkJob::line)
                        .returns(LINE),
                new WriteLines(settings.out(), "pairs", "left_id,right_id,probability,weight", Account.MATCHES));
        write(
                grouped.getSideOutput(Shapes.SUBJECTS)
                        .union(labelledRows.getSideOutput(Shapes.SUBJECTS))
                        .map(subject -> WriteLines.cell(subject.f0) + ',' + WriteLines.cell(subject.f1))
                        .returns(LINE),
                new WriteLines(settings.out(), "subjects", "id,subject", Account.SUBJECTS));
    }

    private static void write(DataStream<String> lines, OneInputStreamOperator<String, String> writer) {
        lines.transform("write", LINE, writer).sinkTo(new DiscardingSink<>());
    }

    /** A pair as {@code puente link} writes it, but the weight so that reading it gives it back to the last bit. */
    private static String line(Tuple3<String, String, Float> match) {
        return WriteLines.cell(match.f0)
                + ','
                + WriteLines.cell(match.f1)
                + String.format(Locale.ROOT, ",%.6f,", Model.probability(match.f2))
                + match.f2;
    }

    private static List<String> files(Path rows) throws IOException {
        if (!Files.isDirectory(rows)) {
            if (!Files.isRegularFile(rows)) {
                throw new NoSuchFileException(rows.toString());
            }
            return List.of(rows.toString());
        }
        try (Stream<Path> all = Files.list(rows)) {
            List<String> files = all.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new NoSuchFileException(rows.toString());
            }
            return files;
        }
    }
}
