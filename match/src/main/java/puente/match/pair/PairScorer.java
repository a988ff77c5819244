package puente.match.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import puente.match.identifier.CanonicalComparison;
import puente.match.identifier.CurpComparison;
import puente.match.identifier.DateComparison;
import puente.match.identifier.DocumentComparison;
import puente.match.identifier.FieldComparison;
import puente.match.identifier.PhoneComparison;
import puente.match.identifier.PlateComparison;
import puente.match.identifier.RootComparison;
import puente.match.identifier.SerialComparison;
import puente.match.identifier.SexComparison;
import puente.match.identifier.VinComparison;
import puente.match.name.Lexicon;
import puente.match.name.NameComparator;
import puente.match.name.NameComparison;
import puente.match.name.NameComparison.Category;
import puente.match.name.NameComparison.Part;
import puente.match.text.Folding;
import puente.match.text.JaroWinkler;

/**
 * Weighs two statements of one kind, field by field, as Fellegi and Sunter (JASA 64, 1969) do; for one thread at a time.
 *
 * <p>Identifiers and dates give the weight of their level ({@code weights.txt}). A name gives what its words are worth together: the
 * rarer a word in its tradition, the more, after Zipf's law; a word that each side has in another's place counts against. Names are not
 * counted twice: where birth date and name are compared, the root of CURP and RFC, which is made of both, is not. Of several values
 * of a field the pair that agrees best counts.
 *
 * <p>The odds one starts from are those of two statements taken at random among as many as there are: one in their number.
 */
public final class PairScorer {
    /** A node with few statements still does not take strangers for one: so many there are at least. */
    public static final int STATEMENTS_MIN = 1_000;

    private static final double NAME_DOUBTFUL = 0.5;
    private static final double NAME_ALIKE = NameComparison.DECISION;
    private static final double NAME_NEAR = 0.85;
    private static final double NAME_SAME = 0.97;

    /** The commonest word of a tradition is borne by about one in 24: so many bits does agreeing on it say. */
    private static final double COMMON_BITS = 4.6;

    /** From the commonest word to one beyond the four hundred commonest. */
    private static final double RARE_BITS = 8.6;

    private static final double WEIGHT_COMMON = 0.6;
    private static final double WEIGHT_SPAN = 0.4;

    /** Words of one name are not independent: a family, a fashion. */
    private static final double TOGETHER = 0.8;

    private static final double NAME_BITS_MAX = 22;
    private static final double CONTRADICTION_BITS = -5;
    private static final double OMISSION_BITS = -0.4;

    /** What a word that distinguishes an organisation says; one that many share a third. */
    private static final double ORGANIZATION_WORD_BITS = 9;

    private static final double MODEL_NEAR = 0.85;

    private final NameComparator names = new NameComparator();
    private final CurpComparison curps = CurpComparison.ofCurps();
    private final CurpComparison rfcs = CurpComparison.ofRfcs();
    private final RootComparison roots = new RootComparison();
    private final DateComparison dates = new DateComparison(false);
    private final SexComparison sexes = new SexComparison(SexComparison.Habit.NOT_KNOWN);
    private final DocumentComparison documents = new DocumentComparison();
    private final PhoneComparison phones = new PhoneComparison();
    private final VinComparison vins = new VinComparison();
    private final PlateComparison plates = new PlateComparison();
    private final SerialComparison serials = new SerialComparison();
    private final CanonicalComparison firearmMakes = CanonicalComparison.ofFirearmMakes();
    private final CanonicalComparison vehicleMakes = CanonicalComparison.ofVehicleMakes();
    private final CanonicalComparison calibres = CanonicalComparison.ofCalibres();
    private final JaroWinkler jaroWinkler = new JaroWinkler();
    private final Weights weights = Weights.standard();

    /**
     * Weighs two statements.
     *
     * @param statements how many of this kind there are
     * @throws IllegalArgumentException where they are of two kinds
     */
    public Score score(Statement a, Statement b, long statements) {
        if (!a.kind().equals(b.kind())) {
            throw new IllegalArgumentException("a " + a.kind() + " is no " + b.kind());
        }
        Compared compared = new Compared(a, b);
        compared.steps.add(new Step("prior", "many", -Math.log(Math.max(statements, STATEMENTS_MIN)) / Math.log(2)));
        switch (a.kind()) {
            case "person" -> compared.persons();
            case "vehicle" -> compared.vehicles();
            case "firearm" -> compared.firearms();
            default -> compared.organizations();
        }
        double bits = compared.steps.stream().mapToDouble(Step::bits).sum();
        return new Score(compared.steps, bits, compared.excluded);
    }

    private final class Compared {
        private final Statement a;
        private final Statement b;
        private final List<Step> steps = new ArrayList<>();
        private boolean excluded;

        Compared(Statement a, Statement b) {
            this.a = a;
            this.b = b;
        }

        void persons() {
            name("name", Category.PERSON);
            boolean named = !a.names().isEmpty() && !b.names().isEmpty();
            byte born = field("birth-date", dates, "personBirthDate");
            byte curp = field("curp", curps, "personCurp");
            excluded |= bothValid("personCurp", curps) && curp != CurpComparison.SAME && curp != CurpComparison.PERSON;
            if (curp == FieldComparison.UNKNOWN) {
                field("rfc", rfcs, "personRfc");
                if (!named || born == FieldComparison.UNKNOWN) {
                    best("root", roots, optional(a.root()), optional(b.root()));
                }
            }
            field("sex", sexes, "personSexCode");
            best(
                    "document",
                    documents,
                    a.documents("personOtherIdentification"),
                    b.documents("personOtherIdentification"));
            field("phone", phones, "contactTelephoneNumber");
        }

        void vehicles() {
            byte vin = field("vin", vins, "vehicleIdentification");
            excluded |= bothValid("vehicleIdentification", vins) && vin != VinComparison.SAME;
            best("plate", plates, a.plates(), b.plates());
            field("vehicle-make", vehicleMakes, "itemMakeName");
            model();
            field("model-year", dates, "itemModelYearDate");
        }

        void firearms() {
            field("serial", serials, "itemSerialIdentification");
            field("firearm-make", firearmMakes, "itemMakeName");
            model();
            field("calibre", calibres, "firearmBoreSizeText");
        }

        void organizations() {
            name("organization", Category.COMPANY);
            field("tax-number", documents, "organizationRfc");
            best(
                    "document",
                    documents,
                    a.documents("organizationIdentification"),
                    b.documents("organizationIdentification"));
            field("established", dates, "organizationEstablishedDate");
            field("phone", phones, "contactTelephoneNumber");
        }

        private byte field(String name, FieldComparison comparison, String field) {
            return best(name, comparison, a.texts(field), b.texts(field));
        }

        private byte best(String name, FieldComparison comparison, List<String> ofA, List<String> ofB) {
            byte best = FieldComparison.UNKNOWN;
            for (String one : ofA) {
                byte[] prepared = comparison.prepare(one);
                for (String other : ofB) {
                    byte level = comparison.level(prepared, comparison.prepare(other));
                    best = (byte) Math.max(best, level);
                }
            }
            if (best != FieldComparison.UNKNOWN) {
                add(name, comparison.levels().get(best));
            }
            return best;
        }

        private void add(String name, String level) {
            steps.add(new Step(name, level, weights.of(name, level)));
        }

        /** A prepared key says by its first sign whether its check digit is right. */
        private boolean bothValid(String field, FieldComparison comparison) {
            Function<Statement, Boolean> valid = each -> each.text(field)
                    .map(comparison::prepare)
                    .filter(key -> key.length > 0 && key[0] == '+')
                    .isPresent();
            return valid.apply(a) && valid.apply(b);
        }

        private void model() {
            Optional<String> ofA = a.text("itemModelName").map(PairScorer::compact);
            Optional<String> ofB = b.text("itemModelName").map(PairScorer::compact);
            if (ofA.isPresent() && ofB.isPresent()) {
                double alike = jaroWinkler.similarity(
                        ofA.get().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                        ofB.get().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                add("model", alike == 1 ? "same" : alike >= MODEL_NEAR ? "near" : "different");
            }
        }

        private void name(String field, Category category) {
            Optional<NameComparison> best = Optional.empty();
            for (String one : a.names()) {
                for (String other : b.names()) {
                    NameComparison found = names.compare(one, other, category);
                    if (best.isEmpty() || found.score() > best.get().score()) {
                        best = Optional.of(found);
                    }
                }
            }
            best.ifPresent(found -> {
                String level = level(found.score());
                boolean against = found.score() < NAME_ALIKE;
                steps.add(new Step(field, level, against ? weights.of(field, level) : bits(found, category)));
            });
        }
    }

    private static List<String> optional(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }

    private static String compact(String text) {
        return Folding.plain(text).replace(" ", "");
    }

    static String level(double score) {
        return score >= NAME_SAME
                ? "same"
                : score >= NAME_NEAR
                        ? "near"
                        : score >= NAME_ALIKE ? "alike" : score >= NAME_DOUBTFUL ? "doubtful" : "other";
    }

    /** What names that agree say: their words by rarity, less what contradicts. */
    private static double bits(NameComparison compared, Category category) {
        double bits = 0;
        double against = 0;
        for (Part part : compared.parts()) {
            boolean paired = !part.left().isEmpty() && !part.right().isEmpty();
            if (paired && part.similarity() > 0) {
                double full = category == Category.PERSON
                        ? (rarity(part.left()) + rarity(part.right())) / 2
                        : ORGANIZATION_WORD_BITS * Math.min(1, part.weight());
                bits += full * part.similarity() * part.similarity();
            } else {
                against += paired ? CONTRADICTION_BITS : OMISSION_BITS;
            }
        }
        return Math.min(NAME_BITS_MAX, bits * TOGETHER) + against;
    }

    private static double rarity(String words) {
        double most = 0;
        for (String word : words.split(" ")) {
            double weight = Math.min(1, Lexicon.standard().weight(word));
            most = Math.max(most, COMMON_BITS + RARE_BITS * (weight - WEIGHT_COMMON) / WEIGHT_SPAN);
        }
        return most;
    }
}
