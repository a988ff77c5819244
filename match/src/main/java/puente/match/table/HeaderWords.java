package puente.match.table;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a header says in English or Spanish. Headers are folded to plain words first ({@code FechaNacimiento},
 * {@code fecha_nac} and {@code Fecha de nacimiento} read alike); the first pattern found in the list decides, so the list goes from the
 * precise to the vague.
 */
final class HeaderWords {
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private record Rule(Pattern pattern, Role role) {}

    private static final Rule[] RULES = {
        rule("entity|entidad id|cluster( id)?|truth|true id|verdad|subject id|person id true", Role.TRUTH),
        rule("rec(ord)? ?id|unique ?id|row ?id|^id$|^folio$|^rowid$|^key$|^clave$|registro id|id registro", Role.ID),
        rule("^(source|origin|origen|fuente|sistema|register|registro|dataset|party|parte)( .*)?$", Role.SOURCE),
        rule("curp", Role.CURP),
        rule("^rfc\\b|\\brfc$|registro federal", Role.RFC),
        rule("\\bvin\\b|\\bniv\\b|chassis|chasis|numero de identificacion vehicular", Role.VIN),
        rule("plate|placas?\\b|matricula|license tag|registration number", Role.PLATE),
        rule("serial|serie|matricula arma", Role.SERIAL),
        rule("caliber|calibre|gauge", Role.CALIBRE),
        rule("e ?mail|correo", Role.EMAIL),
        rule("phone|telefono|\\btel\\b|mobile|celular|cell", Role.PHONE),
        rule("(place|lugar|city|ciudad|town|country|pais|parish|estado|state|county).*(birth|nac)", Role.PLACE),
        rule("(birth|nac\\w*).*(place|lugar|city|ciudad|town|country|pais|parish|estado|state|county)", Role.PLACE),
        rule(
                "\\bdob\\b|birth ?da(te|y)|date of birth|fecha (de )?nac|^fec nac|nacimiento|^birth|^born",
                Role.BIRTH_DATE),
        rule("\\b(sex|sexo|gender|genero)\\b", Role.SEX),
        rule(
                "full ?name|nombre completo|first and (sur|last) ?name|complete name|name full|nombre y apellidos?",
                Role.FULL_NAME),
        rule(
                "company|empresa|razon social|organi[sz]ation|business|denominacion|employer|firm name",
                Role.COMPANY_NAME),
        rule("patern|primer apellido|apellido 1|first surname|apellido1", Role.PATERNAL_SURNAME),
        rule("matern|segundo apellido|apellido 2|second surname|apellido2|mother.*name", Role.MATERNAL_SURNAME),
        rule("surname|last ?name|family ?name|apellidos?|\\blname\\b", Role.SURNAME),
        rule(
                "given|first ?name|fore ?name|\\bfname\\b|nombres?( s)?( de pila)?$|middle ?name|christian",
                Role.GIVEN_NAME),
        rule("post ?code|postal|\\bzip\\b|codigo postal|\\bcp\\b|^c p$", Role.POSTCODE),
        rule("(street|house|address) ?(number|no|num)\\b|numero exterior|\\bnum ext\\b|house ?n", Role.HOUSE_NUMBER),
        rule("street|address|addr|calle|domicilio|direccion|colonia", Role.STREET),
        rule("city|ciudad|town|suburb|municip|localidad|place|lugar|locality|village|county|parish", Role.PLACE),
        rule("\\bstate\\b|estado|province|provincia|country|\\bpais\\b|region|entidad", Role.PLACE),
        rule("occupation|ocupacion|profession|profesion|oficio|job|trade", Role.OCCUPATION),
        rule("\\byear\\b|^(ano|anio|yr)$|\\banio\\b|\\bano (de )?modelo", Role.YEAR),
        rule("make|marca|manufacturer|fabricante|brand", Role.MAKE),
        rule("model|modelo|submarca|linea", Role.MODEL),
        rule("colou?r", Role.COLOUR),
        rule("\\b(date|fecha)\\b", Role.DATE),
        rule(
                "\\b(id|ein|ssn|nss|passport|pasaporte|licen[cs]ia?e?|document\\w*|tax|number|numero|num|no|clave|folio)\\b",
                Role.IDENTIFIER),
        rule("^names?$|^nombre$", Role.FULL_NAME),
    };

    private static final Map<String, Role> BY_HABIT = Map.of("modelo ano", Role.YEAR, "ano modelo", Role.YEAR);

    private HeaderWords() {}

    private static Rule rule(String pattern, Role role) {
        return new Rule(Pattern.compile(pattern), role);
    }

    /** Lower-case words of a header, without accents, one space between. */
    static String fold(String header) {
        String spaced = CAMEL.matcher(header).replaceAll(" ");
        String plain =
                MARKS.matcher(Normalizer.normalize(spaced, Normalizer.Form.NFD)).replaceAll("");
        return OTHER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** What the header alone suggests. */
    static Optional<Role> role(String header) {
        String words = fold(header);
        Role habit = BY_HABIT.get(words);
        if (habit != null) {
            return Optional.of(habit);
        }
        for (Rule rule : RULES) {
            if (rule.pattern().matcher(words).find()) {
                return Optional.of(rule.role());
            }
        }
        return Optional.empty();
    }
}
