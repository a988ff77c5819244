package puente.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.spell.JaroWinklerDistance;
import org.apache.lucene.search.spell.LuceneLevenshteinDistance;
import puente.bench.Report.Bar;
import puente.bench.Report.Peer;
import puente.match.name.NameComparator;
import puente.match.name.NameComparison.Category;
import puente.match.search.NameIndex;
import puente.match.search.Searcher;
import puente.match.search.SyntheticNames;
import puente.match.text.Folding;
import puente.match.text.JaroWinkler;
import puente.match.text.Osa;

/**
 * Names compared and found. Comparators run over pairs of surnames, half of them near each other; searches are questions spoiled as clerks
 * spoil them, over made-up names. Rates are of one thread's processor time, delays are by the clock. A found name counts where
 * it is among the first ten, or one written exactly like it is.
 */
final class NamesBench implements Bench {
    private static final int PAIRS = 4_096;
    private static final int ROUNDS = 4_000;
    private static final int PEER_ROUNDS = 300;
    private static final int SMALL = 20_000;
    private static final int LARGE = Integer.getInteger("puente.bench.records", 1_000_000);
    private static final int QUERIES = 3_000;
    private static final int PEER_QUERIES = 300;
    private static final int WARM_PEER_QUERIES = 100;
    private static final int ANSWERS = 10;

    /** DuckDB 1.x on the machine that the bars were set on: pairs a CPU-second. */
    private static final double DUCKDB_JARO_WINKLER = 8.5e6;

    private static final double DUCKDB_OSA = 0.53e6;

    @Override
    public String name() {
        return "names";
    }

    @Override
    public String measures() {
        return "comparators over %,d pairs; a name asked of %,d and %,d".formatted(PAIRS, SMALL, LARGE);
    }

    @Override
    public void run(Report report) throws IOException {
        comparators(report);
        pairs(report);
        search(report, SMALL, true);
        search(report, LARGE, false);
    }

    /** Processor time of this thread. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void comparators(Report report) {
        SyntheticNames names = new SyntheticNames(1);
        List<String> all = names.names(PAIRS);
        List<SyntheticNames.Query> spoiled = names.queries(all, PAIRS);
        String[] left = new String[PAIRS];
        String[] right = new String[PAIRS];
        for (int at = 0; at < PAIRS; at++) {
            String name = all.get(spoiled.get(at).target());
            String other = at % 2 == 0 ? spoiled.get(at).text() : all.get(at);
            left[at] = last(Folding.plain(name));
            right[at] = last(Folding.plain(other));
        }
        byte[][] a = bytes(left);
        byte[][] b = bytes(right);
        JaroWinkler jaroWinkler = new JaroWinkler();
        Osa osa = new Osa();
        double rateOfJaroWinkler = 0;
        double rateOfOsa = 0;
        double check = 0;
        for (int warm = 0; warm < 2; warm++) {
            long start = processorNanos();
            for (int round = 0; round < ROUNDS; round++) {
                for (int at = 0; at < PAIRS; at++) {
                    check += jaroWinkler.similarity(a[at], b[at]);
                }
            }
            rateOfJaroWinkler = 1e9 * ROUNDS * PAIRS / (processorNanos() - start);
            start = processorNanos();
            for (int round = 0; round < ROUNDS; round++) {
                for (int at = 0; at < PAIRS; at++) {
                    check += osa.distance(a[at], b[at]);
                }
            }
            rateOfOsa = 1e9 * ROUNDS * PAIRS / (processorNanos() - start);
        }
        JaroWinklerDistance luceneJaroWinkler = new JaroWinklerDistance();
        LuceneLevenshteinDistance luceneOsa = new LuceneLevenshteinDistance();
        double luceneRate = 0;
        double luceneOsaRate = 0;
        for (int warm = 0; warm < 2; warm++) {
            long start = processorNanos();
            for (int round = 0; round < PEER_ROUNDS; round++) {
                for (int at = 0; at < PAIRS; at++) {
                    check += luceneJaroWinkler.getDistance(left[at], right[at]);
                }
            }
            luceneRate = 1e9 * PEER_ROUNDS * PAIRS / (processorNanos() - start);
            start = processorNanos();
            for (int round = 0; round < PEER_ROUNDS; round++) {
                for (int at = 0; at < PAIRS; at++) {
                    check += luceneOsa.getDistance(left[at], right[at]);
                }
            }
            luceneOsaRate = 1e9 * PEER_ROUNDS * PAIRS / (processorNanos() - start);
        }
        report.figure(
                "Jaro-Winkler a CPU-second",
                rateOfJaroWinkler,
                "pairs",
                Bar.atLeast(15e6),
                new Peer("Lucene", luceneRate));
        report.figure("of DuckDB's as recorded", rateOfJaroWinkler / DUCKDB_JARO_WINKLER, "times");
        report.figure("OSA a CPU-second", rateOfOsa, "pairs", Bar.atLeast(12e6), new Peer("Lucene", luceneOsaRate));
        report.figure("of DuckDB's as recorded", rateOfOsa / DUCKDB_OSA, "times");
        if (Double.isNaN(check)) {
            throw new IllegalStateException("a comparator gave no number");
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private static byte[][] bytes(String[] texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
    }

    private static void pairs(Report report) {
        SyntheticNames names = new SyntheticNames(2);
        List<String> all = names.names(PAIRS);
        List<SyntheticNames.Query> spoiled = names.queries(all, PAIRS);
        NameComparator comparator = new NameComparator();
        double rate = 0;
        for (int round = 0; round < 6; round++) {
            long start = processorNanos();
            for (SyntheticNames.Query query : spoiled) {
                comparator.compare(query.text(), all.get(query.target()), Category.PERSON);
            }
            rate = 1e9 * PAIRS / (processorNanos() - start);
        }
        report.figure("whole names, with reasons, a CPU-second", rate, "pairs");
    }

    private static void search(Report report, int size, boolean scan) throws IOException {
        SyntheticNames synthetic = new SyntheticNames(3);
        List<String> names = synthetic.names(size);
        List<SyntheticNames.Query> queries = synthetic.queries(names, QUERIES);
        NameIndex index = new NameIndex();
        long start = processorNanos();
        for (int at = 0; at < size; at++) {
            index.add(at, names.get(at));
        }
        String of = " of %,d".formatted(size);
        report.figure("added" + of + ", a CPU-second", 1e9 * size / (processorNanos() - start), "names");
        Searcher searcher = index.searcher();
        queries.subList(0, QUERIES / 3).forEach(query -> searcher.search(query.text(), ANSWERS));
        Outcome ours = outcome(
                names,
                queries,
                text -> searcher.search(text, ANSWERS).stream()
                        .map(hit -> hit.name())
                        .toList());
        List<SyntheticNames.Query> few = queries.subList(0, PEER_QUERIES);
        Outcome lucene;
        try (LuceneNames peer = new LuceneNames(names)) {
            few.subList(0, WARM_PEER_QUERIES).forEach(query -> peer.search(query.text(), ANSWERS));
            lucene = outcome(names, few, text -> peer.search(text, ANSWERS));
        }
        Peer recall = new Peer("Lucene fuzzy", lucene.recall());
        report.figure("recall@10" + of, ours.recall(), "share", Bar.atLeast(0.98), recall);
        report.figure(
                "queries a CPU-second" + of,
                ours.rate(),
                "queries",
                scan ? Bar.atLeast(1_000) : null,
                new Peer("Lucene fuzzy", lucene.rate()));
        report.figure(
                "delay, p99" + of,
                ours.p99Millis(),
                "ms",
                Bar.atMost(scan ? 5 : 50),
                new Peer("Lucene fuzzy", lucene.p99Millis()));
        report.figure("delay, p50" + of, ours.p50Millis(), "ms");
        report.figure("processor time, p99" + of, ours.usedP99Millis(), "ms");
        if (scan) {
            Outcome scanned = outcome(names, few.subList(0, 200), scanner(names));
            report.figure("recall@10 of a Jaro-Winkler scan" + of, scanned.recall(), "share");
            report.figure("queries a CPU-second of a scan" + of, scanned.rate(), "queries");
        }
    }

    /** Every name compared with the question, tokens in alphabetical order so that theirs does not matter. */
    private static java.util.function.Function<String, List<String>> scanner(List<String> names) {
        byte[][] folded = bytes(names.stream().map(NamesBench::ordered).toArray(String[]::new));
        JaroWinkler jaroWinkler = new JaroWinkler();
        return text -> {
            byte[] asked = ordered(text).getBytes(StandardCharsets.ISO_8859_1);
            double[] scores = new double[folded.length];
            for (int at = 0; at < folded.length; at++) {
                scores[at] = jaroWinkler.similarity(asked, folded[at]);
            }
            return java.util.stream.IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer at) -> -scores[at]))
                    .limit(ANSWERS)
                    .map(names::get)
                    .toList();
        };
    }

    private static String ordered(String name) {
        String[] tokens = Folding.plain(name).split(" ");
        Arrays.sort(tokens);
        return String.join(" ", tokens);
    }

    private record Outcome(double recall, double rate, double p50Millis, double p99Millis, double usedP99Millis) {}

    private static Outcome outcome(
            List<String> names,
            List<SyntheticNames.Query> queries,
            java.util.function.Function<String, List<String>> search) {
        List<Long> delays = new ArrayList<>();
        List<Long> used = new ArrayList<>();
        int found = 0;
        for (SyntheticNames.Query query : queries) {
            long start = System.nanoTime();
            long startUsed = processorNanos();
            List<String> answers = search.apply(query.text());
            used.add(processorNanos() - startUsed);
            delays.add(System.nanoTime() - start);
            found += answers.contains(names.get(query.target())) ? 1 : 0;
        }
        delays.sort(Comparator.naturalOrder());
        used.sort(Comparator.naturalOrder());
        long all = used.stream().mapToLong(Long::longValue).sum();
        return new Outcome(
                (double) found / queries.size(),
                1e9 * queries.size() / all,
                delays.get(delays.size() / 2) / 1e6,
                delays.get(delays.size() * 99 / 100) / 1e6,
                used.get(used.size() * 99 / 100) / 1e6);
    }
}
