package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against values that a second implementation, in another language and written straight from the RFCs, computed. */
class GoldenVectorsTest {
    private static byte[] file;
    private static JsonNode vectors;
    private static final MemoryStorage LARGEST = new MemoryStorage();

    @BeforeAll
    static void load() throws IOException {
        try (InputStream in = GoldenVectorsTest.class.getResourceAsStream("ledger-vectors.json")) {
            file = in.readAllBytes();
        }
        vectors = new ObjectMapper().readTree(file);
        TreeUpdate update = TreeEdge.empty().append(TreeAssertions.entries(0, 70_000));
        LARGEST.commit(update, sign(update));
    }

    private static NoteSigner key(String name, SignatureType type, int first) {
        byte[] seed = new byte[NoteSigner.SEED_SIZE];
        IntStream.range(0, seed.length).forEach(at -> seed[at] = (byte) (first + at));
        return NoteSigner.ofSeed(name, type, seed);
    }

    private static byte[] sign(TreeUpdate update) {
        String origin = vectors.path("origin").asText();
        NoteSigner witness = key("witness.example/w1", SignatureType.COSIGNATURE_ED25519, 32);
        return update.checkpoint(origin)
                .sign(
                        Instant.ofEpochSecond(vectors.path("cosignedAt").asLong()),
                        List.of(key(origin, SignatureType.ED25519, 0), witness))
                .encode();
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(TreeHasher.sha256(text.getBytes(UTF_8)));
    }

    @Test
    void logs_ofEverySize_areByteForByteTheVectors() throws IOException {
        assertThat(vectors.path("logs")).hasSize(10);
        for (JsonNode expected : vectors.path("logs")) {
            int size = expected.path("size").asInt();
            TreeUpdate update = TreeEdge.empty().append(TreeAssertions.entries(0, size));
            MemoryStorage storage = new MemoryStorage();
            storage.commit(update, sign(update));
            assertThat(update.root().hex()).isEqualTo(expected.path("root").asText());
            assertThat(Proofs.root(size, storage)).isEqualTo(update.root());
            Map<String, byte[]> files = new TreeMap<>();
            for (TileId tile : TileId.all(size)) {
                files.put(tile.path(), storage.tile(tile).orElseThrow());
            }
            StringBuilder paths = new StringBuilder();
            StringBuilder contents = new StringBuilder();
            files.forEach((path, bytes) -> {
                paths.append(path).append('\n');
                contents.append(HexFormat.of().formatHex(TreeHasher.sha256(bytes)));
                contents.append("  ").append(path).append('\n');
            });
            assertThat(files).hasSize(expected.path("files").asInt());
            assertThat(sha256(paths.toString()))
                    .isEqualTo(expected.path("paths").asText());
            assertThat(sha256(contents.toString()))
                    .isEqualTo(expected.path("contents").asText());
            assertThat(new String(
                            update.checkpoint(vectors.path("origin").asText()).text(), UTF_8))
                    .isEqualTo(expected.path("checkpoint").asText());
            assertThat(new String(storage.checkpoint().orElseThrow(), UTF_8))
                    .isEqualTo(expected.path("signed").asText());
        }
    }

    @Test
    void logs_ofEverySize_verifyWithTheVectorsKeys_whateverTheStepsTheyGrewIn() throws IOException {
        List<NoteVerifier> keys = List.of(
                NoteVerifier.parse(vectors.path("logKey").asText()),
                NoteVerifier.parse(vectors.path("witnessKey").asText()));
        MemoryStorage storage = new MemoryStorage();
        TreeEdge edge = TreeEdge.empty();
        Frontier frontier = new Frontier();
        for (JsonNode expected : vectors.path("logs")) {
            List<byte[]> more = TreeAssertions.entries(
                    (int) edge.size(), expected.path("size").asInt());
            TreeUpdate update = edge.append(more);
            storage.commit(update, expected.path("signed").asText().getBytes(UTF_8));
            edge = update.edge();
            more.forEach(frontier::appendEntry);
            assertThat(frontier.root().hex()).isEqualTo(expected.path("root").asText());
            assertThat(new LogVerifier(keys, true, 2).verify(storage)).isInstanceOf(LogVerdict.Sound.class);
        }
    }

    @Test
    void proofs_areTheVectors_andVerify() throws IOException {
        for (JsonNode expected : vectors.path("inclusion")) {
            long index = expected.path("index").asLong();
            long size = expected.path("size").asLong();
            List<Hash> proof = Proofs.inclusion(index, size, LARGEST);
            assertThat(hex(proof)).isEqualTo(texts(expected.path("proof")));
            Hash leaf = TreeHasher.leaf(("entry " + index).getBytes(UTF_8));
            assertThat(Proofs.verifyInclusion(index, size, leaf, proof, Proofs.root(size, LARGEST)))
                    .isTrue();
        }
        for (JsonNode expected : vectors.path("consistency")) {
            long old = expected.path("old").asLong();
            long size = expected.path("size").asLong();
            List<Hash> proof = Proofs.consistency(old, size, LARGEST);
            assertThat(hex(proof)).isEqualTo(texts(expected.path("proof")));
            assertThat(Proofs.verifyConsistency(
                            old, Proofs.root(old, LARGEST), size, Proofs.root(size, LARGEST), proof))
                    .isTrue();
        }
    }

    private static List<String> hex(List<Hash> hashes) {
        return hashes.stream().map(Hash::hex).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void vectorsForOutsiders_areTheSame() throws IOException {
        Path published = Path.of(System.getProperty("puente.root"), "docs", "protocol", "ledger-vectors.json");
        assertThat(Files.readAllBytes(published)).isEqualTo(file);
    }
}
