package puente.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What a backup holds, a line each:
 *
 * <pre>
 * puente-backup 1
 * schema 4
 * taken 2026-11-21T18:10:43Z
 * table/record 120000 &lt;sha256&gt;
 * sha256 &lt;of all bytes before this line&gt;
 * </pre>
 */
record BackupManifest(int schema, Instant taken, List<Part> parts) {
    /** The largest manifest: some hundred thousand evidence files. */
    static final int BYTES_MAX = 64 << 20;

    private static final String FORMAT = "puente-backup 1";
    private static final Pattern PART =
            Pattern.compile("((?:table/[a-z_]{1,63})|(?:evidence/[0-9a-f]{64})) ([0-9]{1,18}) ([0-9a-f]{64})");

    /** One file of the archive. */
    record Part(String name, long count, String sha256) {}

    BackupManifest {
        parts = List.copyOf(parts);
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(FORMAT + "\nschema " + schema + "\ntaken " + taken + "\n");
        parts.forEach(part -> text.append(part.name())
                .append(' ')
                .append(part.count())
                .append(' ')
                .append(part.sha256())
                .append('\n'));
        String before = text.toString();
        return (before + "sha256 " + digest(before) + "\n").getBytes(UTF_8);
    }

    static BackupManifest parse(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        int last = text.lastIndexOf("sha256 ");
        String before = text.substring(0, Math.max(last, 0));
        String[] lines = before.split("\n", -1);
        if (last < 0 || !text.equals(before + "sha256 " + digest(before) + "\n") || lines.length < 4) {
            throw malformed("manifest");
        }
        if (!lines[0].equals(FORMAT) || !lines[1].matches("schema [0-9]{1,6}") || !lines[2].startsWith("taken ")) {
            throw malformed(lines[0]);
        }
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int at = 3; at < lines.length - 1; at++) {
            Matcher part = PART.matcher(lines[at]);
            if (!part.matches() || !names.add(part.group(1))) {
                throw malformed("manifest:" + (at + 1));
            }
            parts.add(new Part(part.group(1), Long.parseLong(part.group(2)), part.group(3)));
        }
        try {
            return new BackupManifest(
                    Integer.parseInt(lines[1].substring("schema ".length())),
                    Instant.parse(lines[2].substring("taken ".length())),
                    parts);
        } catch (DateTimeParseException notAnInstant) {
            throw malformed(lines[2]);
        }
    }

    private static String digest(String text) {
        return PurgeDigest.hex(PurgeDigest.sha256().digest(text.getBytes(UTF_8)));
    }

    private static ProblemException malformed(String where) {
        return new ProblemException(Problem.of("store.backup.unreadable", where, "reason", where));
    }
}
