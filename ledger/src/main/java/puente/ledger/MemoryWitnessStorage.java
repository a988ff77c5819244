package puente.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A witness's memory that lasts as long as the process: for simulations and tests. A real witness must not forget. */
public final class MemoryWitnessStorage implements WitnessStorage {
    private final Map<String, Cosigned> latest = new HashMap<>();

    @Override
    public synchronized Optional<Cosigned> latest(String origin) {
        return Optional.ofNullable(latest.get(origin));
    }

    @Override
    public synchronized boolean replace(String origin, Optional<Cosigned> expected, Cosigned next) {
        Optional<Cosigned> present = latest(origin);
        boolean same = present.isPresent() == expected.isPresent()
                && present.filter(each -> !each.isSameTree(expected.get())).isEmpty();
        if (same) {
            latest.put(origin, next);
        }
        return same;
    }
}
