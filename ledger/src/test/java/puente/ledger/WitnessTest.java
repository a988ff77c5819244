package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statuses and bodies of C2SP tlog-witness. */
class WitnessTest {
    private static final MemoryStorage LOG = new MemoryStorage();
    private static final MemoryStorage FORK = new MemoryStorage();

    private final MemoryWitnessStorage memory = new MemoryWitnessStorage();
    private final Witness witness = new Witness(
            Map.of(TestKeys.ORIGIN, TestKeys.verifiers(TestKeys.LOG)),
            List.of(TestKeys.WITNESS, TestKeys.WITNESS_POST_QUANTUM),
            memory,
            InstantSource.fixed(TestKeys.NOW));

    @BeforeAll
    static void grow() throws IOException {
        fill(LOG, TreeAssertions.entries(0, 1000));
        fill(FORK, TreeAssertions.entries(1, 1001));
    }

    private static void fill(MemoryStorage storage, List<byte[]> entries) throws IOException {
        TreeUpdate update = TreeEdge.empty().append(entries);
        storage.commit(
                update,
                update.checkpoint(TestKeys.ORIGIN)
                        .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                        .encode());
    }

    private static byte[] checkpoint(long size, MemoryStorage log) throws IOException {
        return new Checkpoint(TestKeys.ORIGIN, size, Proofs.root(size, log))
                .sign(TestKeys.NOW, List.of(TestKeys.STRANGER, TestKeys.LOG))
                .encode();
    }

    private static byte[] request(long old, long size) throws IOException {
        return Witness.request(old, Proofs.consistency(old, size, LOG), checkpoint(size, LOG));
    }

    private void assertRefused(byte[] request, int status, String code) throws IOException {
        Optional<WitnessStorage.Cosigned> before = memory.latest(TestKeys.ORIGIN);
        WitnessResponse response = witness.addCheckpoint(request);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response)
                .isInstanceOfSatisfying(
                        WitnessResponse.Refused.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo(code));
        assertThat(memory.latest(TestKeys.ORIGIN)).as("nothing remembered").isEqualTo(before);
    }

    @Test
    void growingLog_isCosignedWithBothKeys_andRemembered() throws IOException {
        long old = 0;
        for (long size : new long[] {0, 1, 1, 255, 256, 257, 1000, 1000}) {
            WitnessResponse response = witness.addCheckpoint(request(old, size));
            assertThat(response.status()).isEqualTo(200);
            List<NoteVerifier> keys = TestKeys.verifiers(TestKeys.LOG, TestKeys.WITNESS, TestKeys.WITNESS_POST_QUANTUM);
            byte[] note = checkpoint(size, LOG);
            byte[] whole = Arrays.copyOf(note, note.length + response.body().length);
            System.arraycopy(response.body(), 0, whole, note.length, response.body().length);
            assertThat(SignedNote.parse(whole).verify(keys).orThrow().signatures())
                    .hasSize(3);
            SignedNote shown = SignedNote.parse(
                    witness.checkpoint(Witness.originHash(TestKeys.ORIGIN)).orElseThrow());
            assertThat(shown.verify(keys).orThrow().signatures()).hasSize(3);
            assertThat(shown.signatures()).as("no stranger's line").hasSize(3);
            assertThat(shown.checkpoint().size()).isEqualTo(size);
            old = size;
        }
    }

    @Test
    void otherOldSizeThanRemembered_is409_withTheSizeAsItsBody() throws IOException {
        assertConflict(witness.addCheckpoint(request(5, 10)), "0\n");
        witness.addCheckpoint(request(0, 300));
        assertConflict(witness.addCheckpoint(request(0, 400)), "300\n");
        assertConflict(witness.addCheckpoint(request(299, 400)), "300\n");
        assertConflict(witness.addCheckpoint(request(100, 200)), "300\n");
        assertConflict(witness.addCheckpoint(Witness.request(301, List.of(), checkpoint(400, LOG))), "300\n");
    }

    private static void assertConflict(WitnessResponse response, String body) {
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.contentType()).isEqualTo("text/x.tlog.size");
        assertThat(new String(response.body(), UTF_8)).isEqualTo(body);
    }

    @Test
    void forkedOrShrunkenLog_isNeverCosigned() throws IOException {
        witness.addCheckpoint(request(0, 300));
        List<Hash> honest = Proofs.consistency(300, 400, LOG);
        assertRefused(Witness.request(300, honest, checkpoint(400, FORK)), 422, "ledger.witness.inconsistent");
        assertRefused(
                Witness.request(300, Proofs.consistency(300, 400, FORK), checkpoint(400, FORK)),
                422,
                "ledger.witness.inconsistent");
        assertRefused(
                Witness.request(300, honest.subList(1, honest.size()), checkpoint(400, LOG)),
                422,
                "ledger.witness.inconsistent");
        assertRefused(Witness.request(300, List.of(), checkpoint(300, FORK)), 422, "ledger.witness.inconsistent");
        assertRefused(
                Witness.request(300, List.of(TreeHasher.EMPTY_ROOT), checkpoint(300, LOG)),
                422,
                "ledger.witness.inconsistent");
        assertRefused(Witness.request(400, List.of(), checkpoint(300, LOG)), 400, "ledger.witness.old-size");
    }

    @Test
    void proofFromTheEmptyTree_mustBeEmpty_andTheEmptyTreeHasOneRoot() throws IOException {
        assertRefused(
                Witness.request(0, List.of(TreeHasher.EMPTY_ROOT), checkpoint(5, LOG)),
                422,
                "ledger.witness.inconsistent");
        byte[] wrong = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.leaf(new byte[0]))
                .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                .encode();
        assertRefused(Witness.request(0, List.of(), wrong), 422, "ledger.witness.inconsistent");
    }

    @Test
    void unknownOrigin_is404_alsoToMonitors() throws IOException {
        byte[] other = new Checkpoint("other.example", 0, TreeHasher.EMPTY_ROOT)
                .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                .encode();
        assertRefused(Witness.request(0, List.of(), other), 404, "ledger.witness.origin");
        assertThat(witness.checkpoint(Witness.originHash("other.example"))).isEmpty();
        assertThat(witness.checkpoint(Witness.originHash(TestKeys.ORIGIN))).isEmpty();
    }

    @Test
    void unsignedOrForgedCheckpoint_is403() throws IOException {
        Checkpoint head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT);
        SignedNote strange = head.sign(TestKeys.NOW, List.of(TestKeys.STRANGER));
        assertRefused(Witness.request(0, List.of(), strange.encode()), 403, "ledger.note.unsigned");
        NoteSignature foreign = TestKeys.LOG.sign("other\n".getBytes(UTF_8), TestKeys.NOW);
        SignedNote forged = head.sign(TestKeys.NOW, List.of(TestKeys.LOG)).with(List.of(foreign));
        assertRefused(Witness.request(0, List.of(), forged.encode()), 403, "ledger.note.forged");
        assertRefused(Witness.request(9, List.of(), strange.encode()), 403, "ledger.note.unsigned");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "old\n\n",
                "old 0",
                "old 0\n",
                "old 00\n\n",
                "old -1\n\n",
                "old 9223372036854775808\n\n",
                " old 0\n\n",
                "old 0\nAAAA\n\n",
                "old 0\nnot base64\n\n",
                "old 0\r\n\r\n",
            })
    void malformedRequest_is400(String head) throws IOException {
        byte[] note = checkpoint(0, LOG);
        byte[] start = head.getBytes(UTF_8);
        byte[] body = Arrays.copyOf(start, start.length + note.length);
        System.arraycopy(note, 0, body, start.length, note.length);
        assertRefused(body, 400, "ledger.witness.request");
    }

    @Test
    void malformedCheckpoint_is400() throws IOException {
        assertRefused(Witness.request(0, List.of(), "no note".getBytes(UTF_8)), 400, "ledger.note.malformed");
        byte[] noHead = SignedNote.sign("a text\n".getBytes(UTF_8), TestKeys.NOW, List.of(TestKeys.LOG))
                .encode();
        assertRefused(Witness.request(0, List.of(), noHead), 400, "ledger.checkpoint.malformed");
    }

    @Test
    void limits_areThoseOfTheStandard() throws IOException {
        List<Hash> most = new ArrayList<>();
        while (most.size() < Proofs.LENGTH_MAX) {
            most.add(TreeHasher.EMPTY_ROOT);
        }
        witness.addCheckpoint(request(0, 10));
        assertRefused(Witness.request(10, most, checkpoint(20, LOG)), 422, "ledger.witness.inconsistent");
        most.add(TreeHasher.EMPTY_ROOT);
        assertRefused(Witness.request(10, most, checkpoint(20, LOG)), 400, "ledger.witness.request");
        assertRefused(new byte[Witness.REQUEST_SIZE_MAX + 1], 400, "ledger.witness.size");
    }

    @Test
    void racingRequests_neverRollTheWitnessBack() throws Exception {
        for (int round = 0; round < 20; round++) {
            MemoryWitnessStorage raced = new MemoryWitnessStorage();
            Witness busy = new Witness(
                    Map.of(TestKeys.ORIGIN, TestKeys.verifiers(TestKeys.LOG)),
                    List.of(TestKeys.WITNESS),
                    raced,
                    InstantSource.fixed(TestKeys.NOW));
            busy.addCheckpoint(request(0, 10));
            try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
                List<Future<WitnessResponse>> answers = new ArrayList<>();
                for (long size = 11; size < 27; size++) {
                    byte[] request = request(10, size);
                    answers.add(pool.submit(() -> busy.addCheckpoint(request)));
                }
                int cosigned = 0;
                for (Future<WitnessResponse> answer : answers) {
                    assertThat(answer.get().status()).isIn(200, 409);
                    cosigned += answer.get().status() == 200 ? 1 : 0;
                }
                assertThat(cosigned).as("cosigned from size 10").isEqualTo(1);
            }
        }
    }

    @Test
    void lostRace_isJudgedByWhatWonIt() throws IOException {
        WitnessStorage overtaken = new WitnessStorage() {
            private boolean first = true;

            @Override
            public Optional<Cosigned> latest(String origin) {
                return memory.latest(origin);
            }

            @Override
            public boolean replace(String origin, Optional<Cosigned> expected, Cosigned next) throws IOException {
                if (first) {
                    first = false;
                    assertThat(witness.addCheckpoint(request(0, 77)).status()).isEqualTo(200);
                }
                return memory.replace(origin, expected, next);
            }
        };
        Witness slow = new Witness(
                Map.of(TestKeys.ORIGIN, TestKeys.verifiers(TestKeys.LOG)),
                List.of(TestKeys.WITNESS),
                overtaken,
                InstantSource.fixed(TestKeys.NOW));
        assertConflict(slow.addCheckpoint(request(0, 50)), "77\n");
    }

    @Test
    void witnessWithoutCosigningKeys_orWithAnOriginItCannotCosign_isNotBuilt() {
        assertThatThrownBy(() -> new Witness(Map.of(), List.of(TestKeys.LOG), memory, InstantSource.system()))
                .hasMessageContaining("cosignature keys");
        assertThatThrownBy(() -> new Witness(
                        Map.of("o".repeat(256), List.of()), List.of(TestKeys.WITNESS), memory, InstantSource.system()))
                .hasMessageContaining("origin too long");
    }
}
