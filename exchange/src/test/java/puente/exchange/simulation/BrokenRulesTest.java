package puente.exchange.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import puente.record.Record;

/** The simulation can fail: each of these stores breaks one rule, and a few seeds are enough to see it. */
class BrokenRulesTest {
    private static final int SEEDS = 200;

    private static String firstComplaint(Supplier<MemoryChannelStore> broken) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(seed, broken).run();
            } catch (AssertionError caught) {
                return caught.getMessage();
            }
        }
        return "nothing was noticed in " + SEEDS + " seeds";
    }

    /** The cursor moves in one transaction, the records follow in another; the process dies between them now and then. */
    private static final class CursorApart extends MemoryChannelStore {
        private int batches;

        @Override
        public synchronized boolean receive(Reception batch) {
            if (batch.arrivals().isEmpty() || ++batches % 2 != 0) {
                return super.receive(batch);
            }
            super.receive(new Reception(
                    batch.channel(),
                    batch.tree(),
                    batch.checkpoint(),
                    List.of(),
                    batch.absent(),
                    batch.endings(),
                    batch.awaited(),
                    batch.fulfilled(),
                    batch.purged(),
                    batch.uses(),
                    batch.newKey(),
                    batch.receipt()));
            throw new Chaos.Killed("between cursor and records");
        }
    }

    /** A withdrawal is noted, but the record stays where it can be read. */
    private static final class NeverForgets extends MemoryChannelStore {
        private final Map<UUID, Record> seen = new HashMap<>();

        @Override
        public synchronized boolean receive(Reception batch) {
            batch.arrivals().forEach(each -> seen.put(each.record().id(), each.record()));
            boolean taken = super.receive(batch);
            batch.endings()
                    .forEach(
                            each -> Optional.ofNullable(seen.get(each.record())).ifPresent(this::keepAnyway));
            return taken;
        }
    }

    /** The checkpoint is published before the payloads are durable; the process dies between them now and then. */
    private static final class PublishesFirst extends MemoryChannelStore {
        private int groups;

        @Override
        public synchronized boolean append(Append group) {
            if (group.payloads().isEmpty() || ++groups % 4 != 0) {
                return super.append(group);
            }
            super.append(new Append(
                    group.channel(),
                    group.tree(),
                    group.checkpoint(),
                    Map.of(),
                    List.of(),
                    group.endings(),
                    group.receipts(),
                    group.uses(),
                    group.newKey(),
                    group.fulfilled()));
            throw new Chaos.Killed("between checkpoint and payloads");
        }
    }

    /** That a purge receipt was sent is not remembered with the group that sent it. */
    private static final class ForgetsReceipts extends MemoryChannelStore {
        @Override
        public synchronized boolean append(Append group) {
            return super.append(new Append(
                    group.channel(),
                    group.tree(),
                    group.checkpoint(),
                    group.payloads(),
                    group.disclosures(),
                    group.endings(),
                    Map.of(),
                    group.uses(),
                    group.newKey(),
                    group.fulfilled()));
        }
    }

    /** Two writers are not kept apart: a group that builds upon an old size is taken all the same. */
    private static final class LosesTiles extends MemoryChannelStore {
        private int groups;

        @Override
        public synchronized boolean append(Append group) {
            boolean taken = super.append(group);
            if (taken && ++groups % 5 == 0) {
                allTiles(group.channel()).keySet().removeIf(tile -> tile.isEntries());
            }
            return taken;
        }
    }

    @Test
    void aCursorOutsideTheTransaction_isNoticed() {
        assertThat(firstComplaint(CursorApart::new)).containsAnyOf("book", "lost", "differ", "false fault");
    }

    @Test
    void aWithdrawalThatForgetsNothing_isNoticed() {
        assertThat(firstComplaint(NeverForgets::new)).contains("records held differ from what is shared");
    }

    @Test
    void aCheckpointPublishedBeforeItsPayloads_isNoticed() {
        assertThat(firstComplaint(PublishesFirst::new)).containsAnyOf("fault", "differ");
    }

    @Test
    void aReceiptOutsideItsTransaction_isNoticed() {
        assertThat(firstComplaint(ForgetsReceipts::new)).containsAnyOf("receipt", "fault", "differ");
    }

    @Test
    void aLogThatLosesWhatItPublished_isNoticed() {
        assertThat(firstComplaint(LosesTiles::new)).containsAnyOf("fault", "differ");
    }
}
