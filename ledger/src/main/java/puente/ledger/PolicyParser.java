package puente.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads policy files. The file is octets: names are compared as octets (held here as ISO 8859-1, one character an octet), and
 * only a vkey's own name is read as UTF-8.
 */
final class PolicyParser {
    private static final String NONE = "none";

    private final List<NoteVerifier> logs = new ArrayList<>();
    private final Map<String, NoteVerifier> witnesses = new LinkedHashMap<>();
    private final Map<String, WitnessPolicy.Member> names = new HashMap<>();
    private final Set<String> grouped = new HashSet<>();
    private @Nullable Optional<WitnessPolicy.Member> quorum;
    private int groups;
    private int line;

    WitnessPolicy parse(byte[] file) {
        check(file);
        String[] lines = new String(file, ISO_8859_1).split("\n", -1);
        for (int at = 0; at < lines.length - 1; at++) {
            line = at + 1;
            String content = strip(lines[at]);
            if (!content.isEmpty() && !content.startsWith("#")) {
                define(content.split("[ \t]+"));
            }
        }
        if (quorum == null) {
            throw refusal("ledger.policy.quorum", "count", 0);
        }
        return new WitnessPolicy(logs, witnesses, quorum);
    }

    private void check(byte[] file) {
        line = 1;
        if (file.length > WitnessPolicy.SIZE_MAX) {
            throw new LedgerException("ledger.policy.size", "", "size", file.length, "limit", WitnessPolicy.SIZE_MAX);
        }
        for (byte each : file) {
            if ((each >= 0 && each < ' ' && each != '\t' && each != '\n') || each == 0x7f) {
                throw refusal("ledger.policy.character");
            }
            line += each == '\n' ? 1 : 0;
        }
        if (file.length > 0 && file[file.length - 1] != '\n') {
            throw refusal("ledger.policy.newline");
        }
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char each) {
        return each == ' ' || each == '\t';
    }

    private void define(String[] items) {
        switch (items[0]) {
            case "log" -> log(items);
            case "witness" -> witness(items);
            case "group" -> group(items);
            case "quorum" -> quorum(items);
            default -> throw refusal("ledger.policy.syntax", "found", Excerpt.of(items[0]));
        }
    }

    private void log(String[] items) {
        count(items, 2, 3);
        NoteVerifier key = key(items[1]);
        if (key.type() == SignatureType.ML_DSA_44) {
            throw refusal("ledger.policy.key-type", "key", key);
        }
        refuseDuplicate(key, logs);
        logs.add(key);
        limit(logs.size());
    }

    private void witness(String[] items) {
        count(items, 3, 4);
        NoteVerifier key = key(items[2]);
        if (!key.type().timed()) {
            throw refusal("ledger.policy.key-type", "key", key);
        }
        refuseDuplicate(key, witnesses.values());
        name(items[1], new WitnessPolicy.Member.One(key));
        witnesses.put(items[1], key);
        limit(witnesses.size());
    }

    private void group(String[] items) {
        count(items, 4, Integer.MAX_VALUE);
        List<WitnessPolicy.Member> members = new ArrayList<>();
        for (String name : Arrays.asList(items).subList(3, items.length)) {
            if (!grouped.add(name)) {
                throw refusal("ledger.policy.member-twice", "name", Excerpt.of(name));
            }
            members.add(known(name));
        }
        long threshold = switch (items[2]) {
            case "any" -> 1;
            case "all" -> members.size();
            default -> Decimal.parse(items[2]);
        };
        if (threshold < 1 || threshold > members.size()) {
            throw refusal("ledger.policy.threshold", "found", Excerpt.of(items[2]), "members", members.size());
        }
        name(items[1], new WitnessPolicy.Member.Group((int) threshold, members));
        limit(++groups);
    }

    private void quorum(String[] items) {
        count(items, 2, 2);
        if (quorum != null) {
            throw refusal("ledger.policy.quorum", "count", 2);
        }
        quorum = items[1].equals(NONE) ? Optional.empty() : Optional.of(known(items[1]));
    }

    private NoteVerifier key(String octets) {
        String vkey = Utf8.decode(octets.getBytes(ISO_8859_1))
                .orElseThrow(() -> refusal("ledger.key.malformed", "key", Excerpt.of(octets)));
        try {
            return NoteVerifier.parse(vkey);
        } catch (LedgerException malformed) {
            throw malformed.at("line " + line);
        }
    }

    private void name(String name, WitnessPolicy.Member member) {
        if (name.equals(NONE) || names.putIfAbsent(name, member) != null) {
            throw refusal("ledger.policy.name-twice", "name", Excerpt.of(name));
        }
    }

    private WitnessPolicy.Member known(String name) {
        WitnessPolicy.Member member = names.get(name);
        if (member == null) {
            throw refusal("ledger.policy.name-unknown", "name", Excerpt.of(name));
        }
        return member;
    }

    private void refuseDuplicate(NoteVerifier key, Iterable<NoteVerifier> others) {
        for (NoteVerifier other : others) {
            if (key.sharesKeyWith(other)) {
                throw refusal("ledger.policy.key-twice", "key", key);
            }
        }
    }

    private void count(String[] items, int least, int most) {
        if (items.length < least || items.length > most) {
            throw refusal("ledger.policy.syntax", "found", Excerpt.of(String.join(" ", items)));
        }
    }

    private void limit(int definitions) {
        if (definitions > WitnessPolicy.DEFINITIONS_MAX) {
            throw refusal("ledger.policy.limit", "limit", WitnessPolicy.DEFINITIONS_MAX);
        }
    }

    private LedgerException refusal(String code, Object... namesAndValues) {
        return new LedgerException(code, "line " + line, namesAndValues);
    }
}
