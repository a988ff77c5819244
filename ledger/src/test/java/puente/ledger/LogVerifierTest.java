package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is changed in whatever file of a log is detected, and found in that file. */
@Timeout(180)
class LogVerifierTest {
    private static final List<NoteSigner> SIGNERS =
            List.of(TestKeys.LOG, TestKeys.LOG_POST_QUANTUM, TestKeys.WITNESS, TestKeys.WITNESS_POST_QUANTUM);
    private static final List<NoteVerifier> KEYS =
            SIGNERS.stream().map(NoteSigner::verifier).toList();

    private static final List<NoteVerifier> LOG_KEY = TestKeys.verifiers(TestKeys.LOG);

    /** The files that a server would serve, each open to damage. */
    private static final class Served implements LogReader {
        private final Map<String, byte[]> files = new TreeMap<>();

        static Served log(int size, List<NoteSigner> signers) {
            Served served = new Served();
            TreeUpdate update = TreeEdge.empty().append(TreeAssertions.entries(0, size));
            update.tiles().forEach(tile -> served.files.put(tile.id().path(), tile.bytes()));
            served.files.put(
                    "checkpoint",
                    update.checkpoint(TestKeys.ORIGIN)
                            .sign(TestKeys.NOW, signers)
                            .encode());
            return served;
        }

        Served with(String path, byte[] bytes) {
            Served changed = new Served();
            changed.files.putAll(files);
            changed.files.put(path, bytes);
            return changed;
        }

        Served without(String path) {
            Served changed = new Served();
            changed.files.putAll(files);
            changed.files.remove(path);
            return changed;
        }

        @Override
        public Optional<byte[]> checkpoint() {
            return Optional.ofNullable(files.get("checkpoint"));
        }

        @Override
        public Optional<byte[]> tile(TileId tile) {
            return Optional.ofNullable(files.get(tile.path()));
        }
    }

    private static LogVerdict verify(Served served) throws IOException {
        return new LogVerifier(KEYS, true, 1).verify(served);
    }

    private static void assertFoundIn(String path, Served changed) throws IOException {
        assertFoundIn(path, changed, KEYS);
    }

    private static void assertFoundIn(String path, Served changed, List<NoteVerifier> keys) throws IOException {
        LogVerdict verdict = new LogVerifier(keys, true, 1).verify(changed);
        assertThat(verdict).as("a change in " + path).isInstanceOf(LogVerdict.Faulty.class);
        List<Fault> faults = ((LogVerdict.Faulty) verdict).faults();
        assertThat(faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.position()).startsWith(path));
    }

    @Test
    void untouchedLogs_areSound_whateverTheirSizeAndTheNumberOfThreads() throws IOException {
        for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000}) {
            for (int threads : new int[] {1, 2}) {
                LogVerdict verdict = new LogVerifier(KEYS, true, threads).verify(Served.log(size, SIGNERS));
                assertThat(verdict).isInstanceOfSatisfying(LogVerdict.Sound.class, sound -> {
                    assertThat(sound.checkpoint().size()).isEqualTo(size);
                    assertThat(sound.signatures()).hasSize(4);
                    assertThat(sound.silent()).isEmpty();
                    assertThat(sound.unknown()).isEmpty();
                    assertThat(sound.files()).isEqualTo(TileId.all(size).size());
                });
            }
        }
    }

    @Test
    void everyOtherValue_ofEveryByte_ofEveryFile_ofATinyLog_isFound() throws IOException {
        Served served = Served.log(3, List.of(TestKeys.LOG));
        LogVerifier verifier = new LogVerifier(TestKeys.verifiers(TestKeys.LOG), true, 1);
        for (Map.Entry<String, byte[]> file : served.files.entrySet()) {
            for (int at = 0; at < file.getValue().length; at++) {
                for (int difference = 1; difference < 256; difference++) {
                    byte[] changed = file.getValue().clone();
                    changed[at] ^= (byte) difference;
                    LogVerdict verdict = verifier.verify(served.with(file.getKey(), changed));
                    assertThat(verdict)
                            .isInstanceOfSatisfying(
                                    LogVerdict.Faulty.class,
                                    faulty -> assertThat(
                                                    faulty.faults().getFirst().position())
                                            .startsWith(file.getKey()));
                }
            }
        }
    }

    @Test
    void everyByte_ofEveryFile_ofASmallLogWithCosignatures_isFoundWhenChanged() throws IOException {
        Served cosigned = Served.log(300, SIGNERS);
        SplittableRandom random = new SplittableRandom(1);
        for (Map.Entry<String, byte[]> file : cosigned.files.entrySet()) {
            // What stands in a tile needs one signature to be judged by; four would be verified in vain each time.
            boolean isCheckpoint = file.getKey().equals("checkpoint");
            Served served = isCheckpoint ? cosigned : Served.log(300, List.of(TestKeys.LOG));
            for (int at = 0; at < file.getValue().length; at++) {
                for (int difference : new int[] {1, 0x80, 1 + random.nextInt(255)}) {
                    byte[] changed = file.getValue().clone();
                    changed[at] ^= (byte) difference;
                    assertFoundIn(file.getKey(), served.with(file.getKey(), changed), isCheckpoint ? KEYS : LOG_KEY);
                }
            }
        }
    }

    @Test
    void changedHash_isFoundAtItsByte_andChangedEntryAtItsIndex() throws IOException {
        Served served = Served.log(70_000, SIGNERS);
        for (TileId tile : TileId.all(70_000)) {
            if (tile.level() == 0 && tile.index() % 40 != 0 && tile.index() != 273) {
                continue;
            }
            byte[] bytes = served.files.get(tile.path()).clone();
            if (tile.isEntries()) {
                if (tile.index() % 40 == 0) {
                    int second = 2 + EntryBundle.lengthAt(bytes, 0);
                    bytes[second + 5] ^= 1;
                    assertThat(fault(served.with(tile.path(), bytes)))
                            .isEqualTo(Fault.of(
                                    "ledger.entry.hash",
                                    tile.path() + " byte " + second,
                                    "index",
                                    tile.index() * 256 + 1));
                }
            } else {
                int hash = tile.width() / 2;
                bytes[hash * Hash.SIZE + 7] ^= 1;
                Fault fault = fault(served.with(tile.path(), bytes));
                assertThat(fault.code()).isEqualTo("ledger.tile.hash");
                assertThat(fault.position()).isEqualTo(tile.path() + " byte " + hash * Hash.SIZE);
            }
        }
    }

    private static Fault fault(Served served) throws IOException {
        LogVerdict verdict = new LogVerifier(KEYS, true, 2).verify(served);
        assertThat(verdict).isInstanceOf(LogVerdict.Faulty.class);
        List<Fault> faults = ((LogVerdict.Faulty) verdict).faults();
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }

    @Test
    void sampledChanges_inALargerLog_areFound() throws IOException {
        Served served = Served.log(66_000, SIGNERS);
        SplittableRandom random = new SplittableRandom(2);
        List<String> paths = List.copyOf(served.files.keySet());
        for (int sample = 0; sample < 60; sample++) {
            String path = paths.get(random.nextInt(paths.size()));
            byte[] changed = served.files.get(path).clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            assertFoundIn(path, served.with(path, changed));
        }
    }

    @Test
    void truncationExtensionAndDeletion_ofEachFile_areFound() throws IOException {
        Served served = Served.log(300, SIGNERS);
        for (Map.Entry<String, byte[]> file : served.files.entrySet()) {
            byte[] bytes = file.getValue();
            assertFoundIn(file.getKey(), served.without(file.getKey()));
            int step = file.getKey().equals("checkpoint") ? 1 : 7;
            for (int length = 0; length < bytes.length; length += step) {
                assertFoundIn(file.getKey(), served.with(file.getKey(), Arrays.copyOf(bytes, length)));
            }
            for (int more : new int[] {1, 2, 32, 300}) {
                assertFoundIn(file.getKey(), served.with(file.getKey(), Arrays.copyOf(bytes, bytes.length + more)));
            }
        }
    }

    @Test
    void swappedFiles_areFound_eachInItsPlace() throws IOException {
        Served served = Served.log(66_000, SIGNERS);
        String[][] pairs = {
            {"tile/entries/000", "tile/entries/001"},
            {"tile/entries/007", "tile/entries/200"},
            {"tile/0/000", "tile/0/001"},
            {"tile/0/003", "tile/0/255"},
            {"tile/0/003", "tile/1/000"},
        };
        for (String[] pair : pairs) {
            Served swapped = served.with(pair[0], served.files.get(pair[1])).with(pair[1], served.files.get(pair[0]));
            LogVerdict verdict = new LogVerifier(KEYS, true, 1).verify(swapped);
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            LogVerdict.Faulty.class,
                            faulty -> assertThat(faulty.faults())
                                    .map(fault -> fault.position().split(" ")[0])
                                    .contains(pair[0], pair[1]));
        }
    }

    @Test
    void swappedEntries_areFoundAtTheFirst() throws IOException {
        Served served = Served.log(300, SIGNERS);
        List<byte[]> entries = new ArrayList<>(TreeAssertions.entries(0, 256));
        Collections.swap(entries, 100, 200);
        Fault fault = fault(served.with("tile/entries/000", EntryBundle.encode(entries)));
        assertThat(fault.code()).isEqualTo("ledger.entry.hash");
        assertThat(fault.arguments()).containsEntry("index", "100");
    }

    @Test
    void rewrittenHistory_underAnHonestCheckpoint_isNamedAsSuch() throws IOException {
        Served honest = Served.log(600, SIGNERS);
        List<byte[]> entries = new ArrayList<>(TreeAssertions.entries(0, 600));
        entries.set(5, "rewritten".getBytes(UTF_8));
        Served rewritten = new Served();
        TreeEdge.empty()
                .append(entries)
                .tiles()
                .forEach(tile -> rewritten.files.put(tile.id().path(), tile.bytes()));
        rewritten.files.put("checkpoint", honest.files.get("checkpoint"));
        assertThat(fault(rewritten).code()).isEqualTo("ledger.log.root-unsigned");
        Served entryAndTile = honest.with("tile/entries/000", rewritten.files.get("tile/entries/000"))
                .with("tile/0/000", rewritten.files.get("tile/0/000"));
        assertThat(fault(entryAndTile))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("ledger.tile.replaced"))
                .satisfies(fault -> assertThat(fault.position()).isEqualTo("tile/0/000"));
    }

    @Test
    void withoutTheDemandThatAllSign_aDamagedKeyName_showsAsASilentKey() throws IOException {
        Served served = Served.log(3, SIGNERS);
        String note = new String(served.files.get("checkpoint"), UTF_8);
        Served renamed = served.with(
                "checkpoint",
                note.replace("witness.example/w1", "witnesz.example/w1").getBytes(UTF_8));
        assertThat(new LogVerifier(KEYS, false, 1).verify(renamed))
                .isInstanceOfSatisfying(LogVerdict.Sound.class, sound -> {
                    assertThat(sound.silent()).hasSize(2);
                    assertThat(sound.unknown()).hasSize(2);
                });
        assertThat(verify(renamed))
                .isInstanceOfSatisfying(
                        LogVerdict.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo("ledger.checkpoint.silent-key"))
                                .hasSize(2));
    }

    @Test
    void logOfNobodyKnown_isRefused() throws IOException {
        Served served = Served.log(3, SIGNERS);
        assertThat(new LogVerifier(TestKeys.verifiers(TestKeys.STRANGER), false, 1).verify(served))
                .isInstanceOfSatisfying(
                        LogVerdict.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .first()
                                .satisfies(fault -> assertThat(fault.code()).isEqualTo("ledger.note.unsigned")));
    }

    @Test
    void faults_areReportedUpToTheLimit() throws IOException {
        Served served = Served.log(70_000, SIGNERS);
        Map<String, byte[]> damaged = new HashMap<>(served.files);
        damaged.replaceAll((path, bytes) -> path.startsWith("tile/entries") ? new byte[bytes.length] : bytes);
        served.files.putAll(damaged);
        assertThat(new LogVerifier(KEYS, true, 2).verify(served))
                .isInstanceOfSatisfying(
                        LogVerdict.Faulty.class,
                        faulty -> assertThat(faulty.faults()).hasSize(LogVerifier.FAULTS_MAX));
    }
}
