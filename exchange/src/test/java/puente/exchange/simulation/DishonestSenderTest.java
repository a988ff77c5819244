package puente.exchange.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import puente.exchange.Fault;
import puente.exchange.Progress;
import puente.ledger.Checkpoint;
import puente.ledger.SignedNote;
import puente.store.ChannelState;

/** A sender that goes back on what it signed is always found out, and nothing else stops. */
class DishonestSenderTest {
    private static final int SEEDS = 20;

    enum Deed {
        /** A backup is brought back, and the log is shorter than it was. */
        TRUNCATES(Fault.TRUNCATED) {
            @Override
            int entriesAfter(int lost, int extra) {
                return 0;
            }
        },
        /** Other entries stand where the old ones stood, as many. */
        FORKS(Fault.FORK) {
            @Override
            int entriesAfter(int lost, int extra) {
                return lost;
            }
        },
        /** Other entries stand where the old ones stood, and the log has grown beyond them. */
        REWRITES(Fault.INCONSISTENT) {
            @Override
            int entriesAfter(int lost, int extra) {
                return lost + extra;
            }
        };

        final Fault found;

        Deed(Fault found) {
            this.found = found;
        }

        abstract int entriesAfter(int lost, int extra);
    }

    @ParameterizedTest
    @EnumSource
    void isAlwaysDetected_andTheOtherChannelWorksOn(Deed deed) {
        for (long seed = 0; seed < SEEDS; seed++) {
            long run = seed;
            Simulation world = new Simulation(run, MemoryChannelStore::new);
            MemoryChannelStore backup = shareThenBackUp(world);
            int lost = share(world, 1 + world.chaos.below(400));
            long verified = cursor(world);

            world.mx.disk = backup;
            world.mx.start();
            share(world, deed.entriesAfter(lost, 1 + world.chaos.below(300)));

            Progress progress = stepUntilStopped(world);
            assertThat(progress).as("seed %d", run).isInstanceOfSatisfying(Progress.Stopped.class, stopped -> {
                assertThat(stopped.fault().code()).as("seed %d", run).isEqualTo(deed.found.code());
                assertThat(SignedNote.parse(stopped.fault().evidence()).checkpoint())
                        .as("the evidence is what the partner signed, seed %d", run)
                        .isEqualTo(published(world));
            });
            assertThat(cursor(world)).isEqualTo(verified);
            otherChannelWorks(world);
        }
    }

    private static MemoryChannelStore shareThenBackUp(Simulation world) {
        share(world, 1 + world.chaos.below(300));
        follow(world);
        return world.mx.disk.copy();
    }

    /** Appends entries at mx and, where the line is honest so far, follows them at us. Returns how many. */
    private static int share(Simulation world, int entries) {
        long before = size(world);
        while (size(world) < before + entries) {
            long missing = before + entries - size(world);
            for (long each = 0; each < missing; each++) {
                world.propose(world.mx);
            }
            world.mx.sender.commitGroup();
        }
        if (cursor(world) <= before) {
            follow(world);
        }
        return (int) (size(world) - before);
    }

    private static void follow(Simulation world) {
        for (int times = 0; times < 6; times++) {
            world.step(world.us);
        }
    }

    private static long size(Simulation world) {
        return world.mx.disk.state(world.mx.outgoing).orElseThrow().size();
    }

    private static long cursor(Simulation world) {
        return world.us.disk.state(world.us.incoming).orElseThrow().size();
    }

    private static Checkpoint published(Simulation world) {
        return SignedNote.parse(
                        world.mx.disk.state(world.mx.outgoing).orElseThrow().checkpoint())
                .checkpoint();
    }

    private static Progress stepUntilStopped(Simulation world) {
        Progress progress = world.us.follower.step(Duration.ZERO);
        for (int times = 0; times < 10 && !(progress instanceof Progress.Stopped); times++) {
            progress = world.us.follower.step(Duration.ZERO);
        }
        return progress;
    }

    private static void otherChannelWorks(Simulation world) {
        world.propose(world.us);
        world.us.sender.commitGroup();
        for (int times = 0; times < 4; times++) {
            world.step(world.mx);
        }
        ChannelState sent = world.us.disk.state(world.us.outgoing).orElseThrow();
        assertThat(sent.fault()).isEmpty();
        assertThat(sent.cosignedSize()).isEqualTo(sent.size()).isPositive();
    }
}
