package puente.record.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import puente.record.Bilingual;
import puente.record.Language;

/**
 * Administrative areas and their codes.
 *
 * <p>A country is its ISO 3166-1 code ({@code MX}); a state its ISO 3166-2 code ({@code MX-SIN}); a municipality its state's
 * code, a slash and its three digits: INEGI's in Mexico ({@code MX-SIN/006}), a county's FIPS number in the United States
 * ({@code US-CA/073}). Areas of responsibility of an authority, which cut across states, hang under the authority
 * ({@code US-CBP/san-diego-field-office}). Enclosing areas are read off the code. Municipalities are checked against the
 * highest number INEGI has given out in their state, and have no names here.
 */
public final class Areas {
    private static final Areas STANDARD = new Areas();
    private static final Pattern MUNICIPALITY = Pattern.compile("(MX-[A-Z]{3}|US-[A-Z]{2})/(\\d{3})");

    /** INEGI and SESNSP: "other municipalities" and "not specified". */
    private static final List<Integer> MUNICIPALITY_UNKNOWN = List.of(998, 999);

    private final Map<String, Bilingual> labels = new TreeMap<>();

    /** The same codes, for looking one up: it is done for every record that names an area. */
    private final Set<String> codes;

    private final Map<String, List<String>> codesByName = new HashMap<>();
    private final Map<String, String> codeByNumber = new HashMap<>();
    private final Map<String, Integer> municipalities = new HashMap<>();

    private Areas() {
        CodeList countries = CodeList.named("country");
        countries.codes().forEach((code, label) -> {
            labels.put(code, label);
            name(code, label.en());
            name(code, label.es());
        });
        for (String file : List.of("mx", "us", "us-cbp")) {
            for (Map.Entry<String, JsonNode> each :
                    DataFiles.yaml("areas/" + file + ".yaml").properties()) {
                String code = each.getKey();
                JsonNode entry = each.getValue();
                labels.put(code, DataFiles.bilingual(entry, code));
                DataFiles.names(entry).forEach(name -> name(code, name));
                if (entry.has("number")) {
                    codeByNumber.put(code.substring(0, 2) + entry.path("number").asText(), code);
                }
                if (entry.has("municipalities")) {
                    municipalities.put(code, entry.path("municipalities").asInt());
                }
            }
        }
        codes = Set.copyOf(labels.keySet());
    }

    public static Areas standard() {
        return STANDARD;
    }

    private void name(String code, String name) {
        List<String> codes = codesByName.computeIfAbsent(Texts.fold(name), each -> new ArrayList<>(1));
        if (!codes.contains(code)) {
            codes.add(code);
        }
    }

    /** Whether this is the code of an area. */
    public boolean known(String code) {
        if (codes.contains(code)) {
            return true;
        }
        if (code.length() < 8 || !MUNICIPALITY.matcher(code).matches()) {
            return false;
        }
        String state = code.substring(0, code.indexOf('/'));
        int number = Integer.parseInt(code, code.length() - 3, code.length(), 10);
        if (!labels.containsKey(state)) {
            return false;
        }
        int highest = municipalities.getOrDefault(state, 997);
        return number >= 1 && number <= highest || MUNICIPALITY_UNKNOWN.contains(number);
    }

    /** Every area whose name in either language, or other known name, reads so; case and accents do not matter. */
    public List<String> named(String name) {
        return Collections.unmodifiableList(codesByName.getOrDefault(Texts.fold(name), List.of()));
    }

    /** The Mexican state of an INEGI number, {@code 25} → {@code MX-SIN}. */
    public Optional<String> mexicanState(int inegi) {
        return Optional.ofNullable(codeByNumber.get("MX" + twoDigits(inegi)));
    }

    /** The US state of a FIPS number, {@code 6} → {@code US-CA}. */
    public Optional<String> unitedStatesState(int fips) {
        return Optional.ofNullable(codeByNumber.get("US" + twoDigits(fips)));
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** The area itself and all that enclose it, from the smallest: {@code MX-SIN/006, MX-SIN, MX}. */
    public static List<String> enclosing(String code) {
        int slash = code.indexOf('/');
        int hyphen = code.indexOf('-');
        if (hyphen < 0) {
            return List.of(code);
        }
        return slash < 0
                ? List.of(code, code.substring(0, hyphen))
                : List.of(code, code.substring(0, slash), code.substring(0, hyphen));
    }

    /** The area's name with its state, as a person reads it; the code where it has no name. */
    public String show(String code, Language language) {
        Bilingual label = labels.get(code);
        if (label != null) {
            return label.in(language);
        }
        Bilingual state =
                labels.get(enclosing(code).get(Math.min(1, enclosing(code).size() - 1)));
        return state == null ? code : code + " (" + state.in(language) + ")";
    }

    /** The codes of all areas that have names. */
    public Collection<String> codes() {
        return Collections.unmodifiableSet(labels.keySet());
    }
}
