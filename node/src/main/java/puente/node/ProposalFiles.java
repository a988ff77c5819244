package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The files of a proposed agreement as they travel: a JSON object of path and text, or a zip. Only the names that an agreement has are
 * taken, so that no path leads anywhere, and all files together are bounded before they are unpacked further.
 */
final class ProposalFiles {
    /** All files of one proposal together, in bytes. */
    static final int BYTES_MAX = 2 << 20;

    /** Largest form in which they travel: JSON writes some characters as two and more. */
    static final int BODY_BYTES_MAX = 3 * BYTES_MAX;

    /** Files of one proposal. */
    static final int FILES_MAX = 256;

    /** Entries of a zip, folders included. */
    static final int ENTRIES_MAX = 2 * FILES_MAX;

    private static final Pattern NAME =
            Pattern.compile("agreement\\.yaml|clauses/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.yaml");

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private long bytes;

    private ProposalFiles() {}

    /** From {@code {"files": {"agreement.yaml": "…", "clauses/1.yaml": "…"}}}. */
    static SortedMap<String, byte[]> ofJson(byte[] body) {
        RequestObject request = RequestObject.parse(body);
        JsonNode named = request.member("files").orElse(null);
        if (named == null) {
            request.required("files");
        }
        if (named != null && !named.isObject()) {
            request.refuse("files", "{\"agreement.yaml\": \"…\"}");
        }
        request.finish();
        ProposalFiles found = new ProposalFiles();
        if (named != null) {
            named.properties().forEach(file -> {
                if (!file.getValue().isTextual()) {
                    throw wrong(file.getKey());
                }
                found.add(file.getKey(), file.getValue().textValue().getBytes(StandardCharsets.UTF_8));
            });
        }
        return found.files;
    }

    /** From a zip; folders in it are passed over, and one folder around everything is left away. */
    static SortedMap<String, byte[]> ofZip(byte[] body) throws IOException {
        ProposalFiles found = new ProposalFiles();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // What a folder would unpack to is read within the same bound: passing over it would unpack it whole.
                byte[] content = zip.readNBytes(BYTES_MAX + 1);
                if (++entries > ENTRIES_MAX || entry.isDirectory() && content.length > 0) {
                    throw tooLarge();
                }
                if (!entry.isDirectory()) {
                    String name = entry.getName();
                    int slash = name.indexOf('/');
                    boolean inside = !NAME.matcher(name).matches() && slash > 0;
                    found.add(inside ? name.substring(slash + 1) : name, content);
                }
            }
        } catch (ZipException | IllegalArgumentException malformed) {
            throw new ProblemException(Problem.of("node.proposal.zip", "", "reason", String.valueOf(malformed)));
        }
        return found.files;
    }

    private void add(String name, byte[] content) {
        bytes += content.length;
        if (bytes > BYTES_MAX || files.size() >= FILES_MAX) {
            throw tooLarge();
        }
        if (!NAME.matcher(name).matches() || files.put(name, content) != null) {
            throw wrong(name);
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(Problem.of("node.proposal.size", "/files", "bytes", BYTES_MAX, "files", FILES_MAX));
    }

    private static ProblemException wrong(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) : name;
        return new ProblemException(Problem.of("node.proposal.file", "/files/" + shown, "file", shown));
    }

    /** The form in which partners are given them; texts that are not UTF-8 were refused when the agreement was read. */
    static Map<String, Object> json(SortedMap<String, byte[]> files) {
        Map<String, Object> texts = new LinkedHashMap<>();
        files.forEach((name, content) -> texts.put(name, text(content)));
        return Map.of("files", texts);
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException("an agreement that was read is UTF-8", impossible);
        }
    }
}
