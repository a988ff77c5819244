package puente.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code puente bench [NAME…] [--json]}: runs the named benchmarks, or all. Exit codes: 0 all bars met, 1 one missed, 2 usage. {@code puente bench rows N FILE}
 * writes the rows that the largest linkage is measured on, for programs beside this one.
 */
public final class Main {
    private static final List<Bench> BENCHES = List.of(
            new AgreementBench(),
            new LedgerBench(),
            new ExchangeBench(),
            new StoreBench(),
            new EvidenceBench(),
            new TaxiiBench(),
            new NamesBench(),
            new LinkBench(),
            new LoadBench(),
            new MeasureBench());

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3 && arguments[0].equals("rows")) {
            LinkBench.rows(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
            return;
        }
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean json = names.remove("--json");
        List<Bench> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Bench> bench =
                    BENCHES.stream().filter(each -> each.name().equals(name)).findFirst();
            if (bench.isEmpty()) {
                usage(name);
                System.exit(name.equals("--help") ? 0 : 2);
            }
            bench.ifPresent(chosen::add);
        }
        Report report = new Report(System.out, json);
        for (Bench bench : chosen.isEmpty() ? BENCHES : chosen) {
            report.begin(bench);
            bench.run(report);
        }
        System.exit(report.allMet() ? 0 : 1);
    }

    private static void usage(String asked) {
        if (!asked.equals("--help")) {
            System.err.println("no benchmark is called '" + asked + "'; there are:");
        }
        for (Bench bench : BENCHES) {
            System.err.printf("  %-12s %s%n", bench.name(), bench.measures());
        }
        System.err.printf("  %-12s %s%n", "rows N FILE", "writes N rows of shifted copies, measures nothing");
    }
}
