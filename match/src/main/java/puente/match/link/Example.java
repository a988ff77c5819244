package puente.match.link;

import java.util.ArrayList;
import java.util.List;
import puente.match.table.Column;

/**
 * A pair worth showing.
 *
 * @param sort {@code accepted}, {@code doubtful}, {@code rejected} or {@code missed}
 */
record Example(String sort, int left, int right) {
    private static final int EACH = 3;

    /** Some of each sort, spread over all pairs; with a known answer also true pairs that were missed. */
    static List<Example> choose(Linker.Result result, String truth, double threshold) {
        double least = Math.log(threshold / (1 - threshold)) / Math.log(2);
        ScoredPairs pairs = result.pairs();
        List<Example> accepted = new ArrayList<>();
        List<Example> doubtful = new ArrayList<>();
        List<Example> rejected = new ArrayList<>();
        for (int at = 0; at < pairs.size(); at++) {
            float bits = pairs.bits(at);
            if (bits > least + 6) {
                accepted.add(new Example("accepted", pairs.left(at), pairs.right(at)));
            } else if (Math.abs(bits - least) < 1.5) {
                doubtful.add(new Example("doubtful", pairs.left(at), pairs.right(at)));
            } else if (bits < least - 3) {
                rejected.add(new Example("rejected", pairs.left(at), pairs.right(at)));
            }
        }
        List<Example> chosen = new ArrayList<>();
        chosen.addAll(spread(accepted));
        chosen.addAll(spread(doubtful));
        chosen.addAll(spread(rejected));
        if (!truth.isEmpty()) {
            chosen.addAll(spread(missed(result, truth, least)));
        }
        return chosen;
    }

    private static List<Example> spread(List<Example> all) {
        List<Example> some = new ArrayList<>();
        for (int at = 0; at < EACH && at < all.size(); at++) {
            some.add(all.get((int) ((at + 0.5) * all.size() / Math.min(EACH, all.size()))));
        }
        return some;
    }

    private static List<Example> missed(Linker.Result result, String truth, double least) {
        Column column = result.table().columns().stream()
                .filter(each -> each.name().equals(truth))
                .findFirst()
                .orElseThrow();
        TakenPairs taken = TakenPairs.of(result.pairs(), least);
        List<Example> missed = new ArrayList<>();
        new Answer(result.table(), column).each((a, b) -> {
            if (!taken.contains(a, b)) {
                missed.add(new Example("missed", a, b));
            }
        });
        return missed;
    }
}
