package puente.gateway.ftm;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the two vocabularies call the same thing. */
final class FtmNames {
    private static final Map<String, String> GENDERS =
            Map.of("male", "male", "female", "female", "non-binary", "other");

    /** Roles and categories of ours that are topics of theirs. */
    private static final Map<String, String> TOPICS = Map.of(
            "wanted", "wanted",
            "subject", "poi",
            "criminal-organization", "crime",
            "gang", "crime",
            "government", "gov",
            "financial-institution", "fin");

    private FtmNames() {}

    static Optional<String> gender(String sex) {
        return Optional.ofNullable(GENDERS.get(sex));
    }

    static Optional<String> sex(String gender) {
        String written = gender.strip().toLowerCase(Locale.ROOT);
        return GENDERS.entrySet().stream()
                .filter(each -> each.getValue().equals(written))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static Optional<String> topic(String code) {
        return Optional.ofNullable(TOPICS.get(code));
    }

    /** The property that holds numbers of a type of document. */
    static String documentProperty(String type) {
        return switch (type) {
            case "passport" -> "passportNumber";
            case "social-security" -> "socialSecurityNumber";
            default -> "idNumber";
        };
    }

    static String member(Object map, String name) {
        return map instanceof Map<?, ?> members && members.get(name) instanceof String text ? text : "";
    }

    /** A name in its natural order. */
    static String fullName(Object name) {
        String full = member(name, "personFullName");
        return full.isEmpty()
                ? Stream.of(
                                "personGivenName",
                                "personMiddleName",
                                "personSurName",
                                "personMaternalName",
                                "personNameSuffixText")
                        .map(part -> member(name, part))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))
                : full;
    }

    /** Whether a source is an address on the web, as FollowTheMoney wants it. */
    static boolean isAddress(String source) {
        if (!source.startsWith("https://") && !source.startsWith("http://")) {
            return false;
        }
        try {
            return URI.create(source).getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
