package puente.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Imports of files into a running node: the file goes up as it is, and the node says row by row how far it came. */
public final class Imports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP_MAGIC = 0x1f8b;

    private Imports() {}

    /**
     * Imports a file.
     *
     * @param mapping a mapping's id, or empty for the one that the file was made for
     * @param rows told how many rows are done by now
     * @return the node's account: {@code file, mapping, rows, importedRows, quarantinedRows, records, …}
     * @throws NodeApi.RefusedException where the file is refused whole; nothing is stored then
     */
    public static JsonNode run(NodeApi api, Path file, String mapping, LongConsumer rows)
            throws IOException, InterruptedException {
        return run(api, file, Map.of("mapping", mapping), rows);
    }

    /** The same with whatever the node is told of the file; what is empty is not said. */
    static JsonNode run(NodeApi api, Path file, Map<String, String> about, LongConsumer rows)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Map<String, String> question = new HashMap<>(about);
        question.put("name", file.getFileName().toString());
        String path = "api/v1/imports" + NodeApi.query(question);
        try (InputStream answer = api.postForStream(path, "application/octet-stream", BodyPublishers.ofFile(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode said = JSON.readTree(line);
                if (!said.has("done")) {
                    rows.accept(said.path("rows").asLong());
                } else if (said.path("done").asBoolean()) {
                    rows.accept(said.path("rows").asLong());
                    return said;
                } else {
                    JsonNode problem = said.path("problem");
                    throw new NodeApi.RefusedException(
                            problem.path("status").asInt(500), NodeApi.stated(problem.toString()));
                }
            }
        }
        throw new IOException("the node ended its answer early: " + api.node());
    }

    /** How many lines a file has, unpacked, less its header: what a progress bar counts against. */
    public static long rowsOf(Path file) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int at = 0; at < read; at++) {
                    lines += buffer[at] == '\n' ? 1 : 0;
                }
            }
        }
        return Math.max(0, lines - 1);
    }

    private static InputStream open(Path file) throws IOException {
        boolean packed;
        try (InputStream in = Files.newInputStream(file)) {
            packed = (in.read() << 8 | in.read()) == GZIP_MAGIC;
        }
        return packed ? new GZIPInputStream(Files.newInputStream(file), 1 << 16) : Files.newInputStream(file);
    }
}
