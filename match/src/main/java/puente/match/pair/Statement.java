package puente.match.pair;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import puente.match.identifier.PersonRoot;
import puente.match.name.CompanyName;
import puente.match.name.Nicknames;
import puente.match.name.PersonName;
import puente.match.text.LookAlikes;
import puente.match.text.SpanishSound;
import puente.record.Record;

/**
 * What a record says of its subject, read once: texts by field, and the keys under which another record of the same subject may be found.
 *
 * <p>Keys are texts that two records share where something of theirs agrees, also with one slip: halves of long identifiers, plates and
 * serials with one sign left out, sounds of two names together, a birth date with the sound of a name. Whoever keeps them should
 * keep digests: they tell names and dates. Unknown fields and odd values are passed over.
 */
public final class Statement {
    /** The kinds that are about somebody or something that others may speak of too. */
    public static final Set<String> KINDS = Set.of("person", "vehicle", "firearm", "organization");

    /** Most keys of one statement. */
    public static final int KEYS_MAX = 64;

    private static final int NAMES_MAX = 4;
    private static final int TOKENS_MAX = 7;
    private static final int HALF = 9;
    private static final int VIN_END = 8;
    private static final int PLATE_MIN = 5;
    private static final int SERIAL_MIN = 5;
    private static final int SERIAL_END = 4;

    private final String kind;
    private final Map<String, Object> fields;
    private final List<String> names = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();

    private Statement(String kind, Map<String, Object> fields) {
        this.kind = kind;
        this.fields = fields;
    }

    /** Reads a record of one of {@link #KINDS}. @throws IllegalArgumentException for another kind */
    public static Statement of(Record record) {
        Statement statement = new Statement(record.kind(), record.fields());
        switch (record.kind()) {
            case "person" -> statement.person();
            case "vehicle" -> statement.vehicle();
            case "firearm" -> statement.firearm();
            case "organization" -> statement.organization();
            default -> throw new IllegalArgumentException("nothing to match of a record of kind " + record.kind());
        }
        return statement;
    }

    String kind() {
        return kind;
    }

    /** The names, the principal one first; at most {@value #NAMES_MAX}. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** The keys, each once, at most {@link #KEYS_MAX}, most telling first; the kind is part of each. */
    public List<String> keys() {
        return keys.stream().limit(KEYS_MAX).map(key -> kind + " " + key).toList();
    }

    // ------------------------------------------------------------------------------------------------ fields

    /** The values of a field as text; those of a list each, those of an object by one of its members. */
    List<String> texts(String field) {
        return texts(field, "number");
    }

    List<String> texts(String field, String member) {
        Object value = fields.get(field);
        List<?> values = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object each : values) {
            Object text = each instanceof Map<?, ?> object ? object.get(member) : each;
            if (text instanceof String written && !written.isBlank()) {
                texts.add(written);
            }
        }
        return texts;
    }

    Optional<String> text(String field) {
        return texts(field).stream().findFirst();
    }

    /** Documents with their type before them: a passport is no licence. */
    List<String> documents(String field) {
        List<String> documents = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> document
                        && document.get("type") instanceof String type
                        && document.get("number") instanceof String number) {
                    documents.add(type + " " + number);
                }
            }
        }
        return documents;
    }

    /** Plates as {@link puente.match.identifier.PlateComparison} reads them: issuer, blank, signs. */
    List<String> plates() {
        List<String> plates = new ArrayList<>();
        if (fields.get("conveyanceRegistrationPlateIdentification") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> plate && plate.get("plate") instanceof String signs) {
                    plates.add((plate.get("issuer") instanceof String issuer ? issuer + " " : "") + signs);
                }
            }
        }
        return plates;
    }

    /** The ten characters of CURP and RFC: from a key, or computed from name and birth date. */
    Optional<String> root() {
        Optional<String> key = text("personCurp").or(() -> text("personRfc"));
        return key.filter(text -> text.length() >= PersonRoot.SIZE)
                .map(text -> text.substring(0, PersonRoot.SIZE))
                .or(() -> text("personBirthDate")
                        .flatMap(date -> names.stream()
                                .findFirst()
                                .flatMap(name -> PersonRoot.of(PersonName.parse(name), date))));
    }

    // ------------------------------------------------------------------------------------------------ kinds

    private void person() {
        names.addAll(personNames("personName"));
        names.addAll(personNames("personAlternateName"));
        names.subList(Math.min(NAMES_MAX, names.size()), names.size()).clear();
        halves("curp", text("personCurp").orElse(""), HALF, HALF);
        text("personRfc").ifPresent(rfc -> keys.add("rfc " + rfc));
        root().ifPresent(root -> keys.add("root " + root));
        documents("personOtherIdentification").forEach(document -> keys.add("document " + signs(document)));
        texts("contactTelephoneNumber").forEach(phone -> keys.add("phone " + phone));
        for (String name : names) {
            List<String> sounds = sounds(name);
            text("personBirthDate").ifPresent(date -> dates(date, sounds));
            for (int one = 0; one < sounds.size(); one++) {
                for (int other = one + 1; other < sounds.size(); other++) {
                    keys.add("name " + sounds.get(one) + " " + sounds.get(other));
                }
            }
        }
    }

    private List<String> personNames(String field) {
        Object value = fields.get(field);
        List<?> values = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
        List<String> found = new ArrayList<>();
        for (Object each : values) {
            if (each instanceof Map<?, ?> parts) {
                String surnames = (part(parts, "personSurName") + " " + part(parts, "personMaternalName")).strip();
                String given = (part(parts, "personGivenName") + " " + part(parts, "personMiddleName")).strip();
                // A comma says which part is which, and the parser then need not guess.
                String whole = surnames.isEmpty() ? given : given.isEmpty() ? surnames : surnames + ", " + given;
                found.add(whole.isEmpty() ? part(parts, "personFullName") : whole);
            } else if (each instanceof String text) {
                found.add(text);
            }
        }
        found.removeIf(String::isBlank);
        return found;
    }

    private static String part(Map<?, ?> parts, String name) {
        return parts.get(name) instanceof String text ? text : "";
    }

    /** The sounds of a name's tokens, pet names as what they may stand for, in order so that a pair is one key whichever comes first. */
    private static List<String> sounds(String name) {
        Set<String> sounds = new TreeSet<>();
        for (String token : PersonName.parse(name).tokens()) {
            Set<String> meanings = Nicknames.standard().fullNames(token);
            (meanings.isEmpty() ? Set.of(token) : meanings)
                    .stream().sorted().limit(2).forEach(each -> sounds.add(SpanishSound.key(each)));
            if (sounds.size() >= TOKENS_MAX) {
                break;
            }
        }
        sounds.remove("");
        return List.copyOf(sounds);
    }

    private void dates(String date, List<String> sounds) {
        if (date.length() < 10) {
            return;
        }
        String month = date.substring(5, 7);
        String day = date.substring(8, 10);
        String either = month.compareTo(day) <= 0 ? month + day : day + month;
        for (String sound : sounds) {
            keys.add("born " + date.substring(0, 4) + either + " " + sound);
            keys.add("birthday " + month + day + " " + sound);
        }
    }

    private void vehicle() {
        String vin = signs(text("vehicleIdentification").orElse(""));
        halves("vin", vin, HALF, VIN_END);
        for (String plate : texts("conveyanceRegistrationPlateIdentification", "plate")) {
            leftOut("plate", signs(plate), PLATE_MIN);
        }
    }

    private void firearm() {
        String serial = text("itemSerialIdentification").orElse("").toUpperCase(java.util.Locale.ROOT);
        String clean = signs(serial);
        leftOut("serial", clean, SERIAL_MIN);
        if (serial.matches(".*[?*#].*") || clean.length() >= SERIAL_MIN) {
            String make = signs(text("itemMakeName").orElse(""));
            String opening = signs(serial.split("[?*#]", 2)[0]);
            String end = signs(serial.substring(1 + Math.max(serial.lastIndexOf('?'), serial.lastIndexOf('*'))));
            if (opening.length() >= SERIAL_END) {
                keys.add("opening " + opening.substring(0, SERIAL_END) + " " + make);
            }
            if (end.length() >= SERIAL_END) {
                keys.add("end " + end.substring(end.length() - SERIAL_END) + " " + make);
            }
        }
    }

    private void organization() {
        names.addAll(texts("organizationName"));
        names.addAll(texts("organizationAlternateName"));
        names.subList(Math.min(NAMES_MAX, names.size()), names.size()).clear();
        text("organizationRfc").ifPresent(rfc -> leftOut("rfc", signs(rfc), SERIAL_MIN));
        documents("organizationIdentification").forEach(document -> keys.add("document " + signs(document)));
        texts("contactTelephoneNumber").forEach(phone -> keys.add("phone " + phone));
        for (String name : names) {
            List<String> words = CompanyName.parse(name).words().stream()
                    .distinct()
                    .sorted()
                    .limit(TOKENS_MAX)
                    .toList();
            for (int one = 0; one < words.size(); one++) {
                if (words.get(one).length() > 2) {
                    keys.add("word " + words.get(one));
                }
                for (int other = one + 1; other < words.size(); other++) {
                    keys.add("words " + words.get(one) + " " + words.get(other));
                }
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ keys

    /** A slip leaves one half of a long identifier as it was. */
    private void halves(String name, String identifier, int opening, int end) {
        if (identifier.length() >= opening) {
            keys.add(name + " opening " + identifier.substring(0, opening));
        }
        if (identifier.length() >= end) {
            keys.add(name + " end " + identifier.substring(identifier.length() - end));
        }
    }

    /** A short identifier, whole and with each sign left out: two that differ by a slip share one (W. Garbe's symmetric deletion). */
    private void leftOut(String name, String identifier, int least) {
        if (identifier.length() < least) {
            return;
        }
        keys.add(name + " " + identifier);
        for (int at = 0; at < identifier.length() && at < 2 * HALF; at++) {
            keys.add(name + " " + identifier.substring(0, at) + identifier.substring(at + 1));
        }
    }

    /** Letters and digits, look-alikes (O and 0, I and 1 …) as one. */
    private static String signs(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char each : text.toUpperCase(java.util.Locale.ROOT).toCharArray()) {
            if (each >= 'A' && each <= 'Z' || each >= '0' && each <= '9') {
                out.append(each);
            }
        }
        return LookAlikes.of(out.toString());
    }
}
