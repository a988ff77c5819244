package puente.record.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import puente.record.FieldType;
import puente.record.Language;
import puente.record.Shape;

/**
 * A person's name, with the two surnames of Spanish usage.
 *
 * <p>Normal form: either its parts ({@code personGivenName, personMiddleName, personSurName, personMaternalName,
 * personNameSuffixText}, NIEM 6 but for the maternal surname, which NIEM lacks; {@code personSurName} is the only or the
 * paternal one), or, where nobody stated the parts, {@code personFullName} alone. Parts are never guessed from a full name
 * in natural order: "Juan Carlos García" has either one given name and two surnames, or two and one. "De la Cruz Mora, Ana"
 * states where the surnames end, so it is taken apart; particles (de, del, la, y, van …) stay with the surname they begin.
 * Letter case and accents stay as stated; {@link #same} ignores them.
 */
final class PersonNameType implements FieldType {
    /** Longest part of a name, in code points. */
    static final int MAXIMUM_PART = 120;

    /** Longest full name, in code points. */
    static final int MAXIMUM_FULL = 300;

    private static final String GIVEN = "personGivenName";
    private static final String MIDDLE = "personMiddleName";
    private static final String PATERNAL = "personSurName";
    private static final String MATERNAL = "personMaternalName";
    private static final String SUFFIX = "personNameSuffixText";
    private static final String FULL = "personFullName";
    private static final List<String> PARTS = List.of(GIVEN, MIDDLE, PATERNAL, MATERNAL, SUFFIX);
    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "la", "las", "los", "el", "y", "e", "i", "van", "von", "der", "den", "da", "das", "do", "dos",
            "di", "san", "santa", "mac", "mc", "al", "bin");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M} .,'’ʼ·-]*");

    @Override
    public String name() {
        return "person-name";
    }

    @Override
    public Shape shape() {
        return Shape.MAP;
    }

    @Override
    public Map<String, Shape> members() {
        return Stream.concat(PARTS.stream(), Stream.of(FULL))
                .collect(Collectors.toMap(part -> part, part -> Shape.STRING));
    }

    @Override
    public Object parse(Object input) {
        if (input instanceof String text) {
            String line = name(text, MAXIMUM_FULL);
            int comma = line.indexOf(',');
            if (comma < 0) {
                return Members.normal(FULL, line);
            }
            if (line.indexOf(',', comma + 1) >= 0) {
                throw Texts.refuse("record.person-name.ambiguous", "value", line);
            }
            return fromParts(part(line.substring(comma + 1)), null, line.substring(0, comma), null, null);
        }
        Members members = new Members(
                input,
                Set.of(GIVEN, MIDDLE, PATERNAL, MATERNAL, SUFFIX, FULL, "surnames", "given", "paternal", "maternal"));
        String full = members.get(FULL, value -> name(value, MAXIMUM_FULL));
        String given = either(members, GIVEN, "given");
        String paternal = either(members, PATERNAL, "paternal");
        String maternal = either(members, MATERNAL, "maternal");
        String middle = members.get(MIDDLE, PersonNameType::part);
        String suffix = members.get(SUFFIX, PersonNameType::part);
        String surnames = members.get("surnames", value -> name(value, MAXIMUM_FULL));
        if (surnames != null) {
            if (paternal != null || maternal != null) {
                throw Texts.refuse("record.person-name.surnames-twice");
            }
            return fromParts(given, middle, surnames, suffix, null);
        }
        boolean inParts = given != null || middle != null || paternal != null || maternal != null || suffix != null;
        if (!inParts && full == null) {
            throw Texts.refuse("record.value.empty");
        }
        return Members.normal(
                GIVEN,
                given,
                MIDDLE,
                middle,
                PATERNAL,
                paternal,
                MATERNAL,
                maternal,
                SUFFIX,
                suffix,
                FULL,
                inParts ? null : full);
    }

    private static Object fromParts(
            @Nullable String given,
            @Nullable String middle,
            String surnames,
            @Nullable String suffix,
            @Nullable String full) {
        List<String> groups = groups(surnames);
        boolean twoSurnames = groups.size() == 2;
        return Members.normal(
                GIVEN,
                given,
                MIDDLE,
                middle,
                PATERNAL,
                part(twoSurnames ? groups.get(0) : surnames),
                MATERNAL,
                twoSurnames ? part(groups.get(1)) : null,
                SUFFIX,
                suffix,
                FULL,
                full);
    }

    private static @Nullable String either(Members members, String name, String alias) {
        String value = members.get(name, PersonNameType::part);
        return value != null ? value : members.get(alias, PersonNameType::part);
    }

    /** The surnames in a run of words, each with the particles that begin it. */
    static List<String> groups(String surnames) {
        List<String> groups = new ArrayList<>();
        StringBuilder group = new StringBuilder();
        for (String word : surnames.strip().split(" ")) {
            group.append(group.isEmpty() ? "" : " ").append(word);
            if (!PARTICLES.contains(word.toLowerCase(Locale.ROOT))) {
                groups.add(group.toString());
                group.setLength(0);
            }
        }
        if (!group.isEmpty()) {
            groups.add(group.toString());
        }
        return groups;
    }

    private static String part(Object input) {
        return name(input, MAXIMUM_PART);
    }

    private static String name(Object input, int maximum) {
        if (!(input instanceof String)) {
            throw Texts.refuse("record.value.not-text");
        }
        String line = Texts.line(input, maximum);
        if (!NAME.matcher(line).matches()) {
            throw Texts.refuse("record.person-name.character", "value", line);
        }
        return line;
    }

    private static String full(Object value) {
        String full = Members.optional(value, FULL, "");
        return full.isEmpty()
                ? PARTS.stream()
                        .map(part -> Members.optional(value, part, ""))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))
                : full;
    }

    @Override
    public boolean same(Object a, Object b) {
        return Texts.fold(full(a)).equals(Texts.fold(full(b)));
    }

    @Override
    public String mask(Object value) {
        return Stream.of(full(value).split(" "))
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)) + "•••")
                .collect(Collectors.joining(" "));
    }

    @Override
    public String show(Object value, Language language) {
        return full(value);
    }

    @Override
    public List<String> keys(Object value) {
        return List.of(Texts.fold(full(value)));
    }

    @Override
    public String text(Object value) {
        return full(value);
    }

    @Override
    public Map<String, Object> jsonSchema() {
        Map<String, Object> part = Schemas.text(MAXIMUM_PART);
        Map<String, Object> parts = PARTS.stream().collect(Collectors.toMap(each -> each, each -> part));
        return Map.of(
                "oneOf",
                List.of(Schemas.object(parts), Schemas.object(Map.of(FULL, Schemas.text(MAXIMUM_FULL)), FULL)));
    }
}
