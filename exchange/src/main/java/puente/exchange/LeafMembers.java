package puente.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import puente.agreement.AgreementHash;
import puente.record.Agency;
import puente.record.Forms;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.Disclosure.Evidence;

/** Takes the members out of a leaf's JSON one by one; what is missing, of another type, or left over is a problem. */
final class LeafMembers {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int NAME_MAX = 128;

    private final Map<String, Object> rest;

    LeafMembers(Map<String, Object> members) {
        this.rest = members;
    }

    /** The one written form of an instant. */
    static String instant(Instant at) {
        return Forms.hasForm(at) ? Forms.text(at) : MILLISECONDS.format(at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** {@code [a-zA-Z0-9][a-zA-Z0-9._-]{0,127}}. */
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > NAME_MAX || "._-".indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean letter = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
            if (!letter && !(each >= '0' && each <= '9') && each != '.' && each != '_' && each != '-') {
                return false;
            }
        }
        return true;
    }

    static ProblemException wrong(String member) {
        return new ProblemException(Problem.of("exchange.leaf.member", "/" + member, "member", member));
    }

    void nothingElse() {
        if (!rest.isEmpty()) {
            String member = rest.keySet().iterator().next();
            throw new ProblemException(Problem.of("exchange.leaf.unknown", "/" + member, "member", member));
        }
    }

    private <T> T take(String member, Class<T> type) {
        @Nullable Object value = rest.remove(member);
        if (!type.isInstance(value)) {
            throw wrong(member);
        }
        return type.cast(value);
    }

    Leaf.Header header(int clausesMax) {
        Instant at = instantOf(text("at"));
        Agency actor = agency("actor");
        AgreementHash agreement = new AgreementHash(text("agreement"));
        List<String> clauses = new ArrayList<>();
        for (Object clause : list("clauses", clausesMax)) {
            if (!(clause instanceof String id) || !isName(id)) {
                throw wrong("clauses");
            }
            clauses.add(id);
        }
        return new Leaf.Header(at, actor, agreement, clauses);
    }

    private static Instant instantOf(String text) {
        try {
            return MILLISECONDS.parse(text, Instant::from);
        } catch (DateTimeException notATime) {
            throw wrong("at");
        }
    }

    String text(String member) {
        return take(member, String.class);
    }

    /** A short name: of a kind, a purpose. */
    String name(String member) {
        String name = text(member);
        if (!isName(name)) {
            throw wrong(member);
        }
        return name;
    }

    String optionalText(String member) {
        return rest.containsKey(member) ? text(member) : "";
    }

    boolean truth(String member) {
        return take(member, Boolean.class);
    }

    boolean optionalTrue(String member) {
        return rest.containsKey(member) && truth(member);
    }

    long whole(String member, long least, long most) {
        long value = take(member, Long.class);
        if (value < least || value > most) {
            throw wrong(member);
        }
        return value;
    }

    int version(String member) {
        return (int) whole(member, 1, Integer.MAX_VALUE);
    }

    UUID uuid(String member) {
        String text = text(member);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw wrong(member);
        }
    }

    Agency agency(String member) {
        return new Agency(text(member));
    }

    Sha256 digest(String member) {
        String text = text(member);
        if (!Sha256.isDigest(text)) {
            throw wrong(member);
        }
        return new Sha256(text);
    }

    private List<?> list(String member, int most) {
        List<?> list = take(member, List.class);
        if (list.size() > most) {
            throw wrong(member);
        }
        return list;
    }

    SortedSet<String> texts(String member, int most) {
        SortedSet<String> texts = new TreeSet<>();
        if (rest.containsKey(member)) {
            for (Object item : list(member, most)) {
                if (!(item instanceof String text) || text.isBlank()) {
                    throw wrong(member);
                }
                texts.add(text);
            }
        }
        return texts;
    }

    Handling handling(String member) {
        Map<?, ?> map = take(member, Map.class);
        Map<String, Object> json = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> json.put(String.valueOf(key), value));
        try {
            return Handling.ofJson(json);
        } catch (ProblemException problem) {
            throw problem.within("/" + member);
        }
    }

    List<Evidence> evidence(String member, int most) {
        List<Evidence> files = new ArrayList<>();
        if (rest.containsKey(member)) {
            for (Object item : list(member, most)) {
                if (!(item instanceof Map<?, ?> file)
                        || file.size() != 2
                        || !(file.get("sha256") instanceof String sha256)
                        || !Sha256.isDigest(sha256)
                        || !(file.get("length") instanceof Long length)
                        || length < 0) {
                    throw wrong(member);
                }
                files.add(new Evidence(sha256, length));
            }
        }
        return files;
    }
}
