package puente.exchange.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import puente.store.ChannelStore;
import puente.store.StoreException;

/** The source of everything that goes wrong, and of everything else that chance decides: one seed, one run. */
final class Chaos {
    /** The process is killed: whoever catches it forgets every object of the node. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed(String where) {
            super(where, null, false, false);
        }
    }

    private static final Set<String> WRITES = Set.of("append", "receive", "cosigned", "purgeOverdue", "stop");

    final Random random;
    /** Chances in a thousand; all zero once the run is healed. */
    int killPerMille;

    int storeFailsPerMille;
    int cutPerMille;
    int corruptPerMille;
    int duplicatePerMille;
    int delayPerMille;

    Chaos(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        random.nextLong();
    }

    void worsen() {
        killPerMille = random.nextInt(40);
        storeFailsPerMille = random.nextInt(30);
        cutPerMille = random.nextInt(200);
        corruptPerMille = random.nextInt(60);
        duplicatePerMille = random.nextInt(100);
        delayPerMille = random.nextInt(150);
    }

    void heal() {
        killPerMille = 0;
        storeFailsPerMille = 0;
        cutPerMille = 0;
        corruptPerMille = 0;
        duplicatePerMille = 0;
        delayPerMille = 0;
    }

    boolean happens(int perMille) {
        return perMille > 0 && random.nextInt(1000) < perMille;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Randomness for the product, from the same seed. */
    SecureRandom secure() {
        return new Seeded(random.nextLong());
    }

    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final Random source;

        Seeded(long seed) {
            this.source = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            source.nextBytes(bytes);
        }
    }

    /** A store that fails before or after what it does, with the process or alone; after a write nobody is told which. */
    ChannelStore failing(ChannelStore disk) {
        return (ChannelStore) Proxy.newProxyInstance(
                ChannelStore.class.getClassLoader(),
                new Class<?>[] {ChannelStore.class},
                (proxy, method, arguments) -> {
                    boolean write = WRITES.contains(method.getName());
                    int factor = write ? 4 : 1;
                    fail(factor, method.getName() + ", before");
                    Object result;
                    try {
                        result = method.invoke(disk, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (write) {
                        fail(factor, method.getName() + ", after");
                    }
                    return result;
                });
    }

    private void fail(int factor, String where) {
        if (happens(killPerMille * factor / 4)) {
            throw new Killed(where);
        }
        if (happens(storeFailsPerMille * factor / 4)) {
            throw new StoreException(where);
        }
    }
}
