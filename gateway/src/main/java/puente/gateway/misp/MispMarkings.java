package puente.gateway.misp;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Handling.Grading;
import puente.record.Handling.HandlingCode;
import puente.record.Handling.Tlp;
import puente.record.JsonPointers;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Handling as MISP tags, both ways.
 *
 * <p>Going out, an event bears the TLP tag that everybody knows and machine tags of ours ({@code puente:purpose="…"}) for everything
 * else. Coming in, handling is derived only where nothing is lost by it: every tag must be one of these, on the event as a whole,
 * and its distribution must not contradict them. An event with any other tag, with tags or a distribution of a part's own, or with a
 * sharing group stays an event, kept with all of them, and becomes no record.
 */
public final class MispMarkings {
    private static final Pattern OURS = Pattern.compile("puente:([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern GRADING = Pattern.compile("([ABCX])([1-4])");

    /** Of the MISP taxonomy {@code tlp}; white is what clear was called before TLP 2.0. */
    private static final Map<String, Tlp> TLP = Map.of(
            "tlp:clear", Tlp.CLEAR,
            "tlp:white", Tlp.CLEAR,
            "tlp:green", Tlp.GREEN,
            "tlp:amber", Tlp.AMBER,
            "tlp:amber+strict", Tlp.AMBER_STRICT,
            "tlp:red", Tlp.RED);

    /** Your organisation only. */
    private static final String NOBODY_ELSE = "0";

    private static final String SHARING_GROUP = "4";
    private static final String INHERITED = "5";

    private MispMarkings() {}

    /** The names of the tags that say a handling. */
    public static List<String> tags(Handling handling) {
        List<String> tags = new ArrayList<>();
        tags.add("tlp:" + handling.tlp().label().toLowerCase(Locale.ROOT));
        handling.codes().forEach(code -> tags.add(tag("code", code.name())));
        handling.purposes().forEach(purpose -> tags.add(tag("purpose", purpose)));
        handling.audience().forEach(agency -> tags.add(tag("audience", agency.code())));
        if (handling.originatorConsent()) {
            tags.add(tag("originator-consent", "required"));
        }
        handling.retainUntil().ifPresent(day -> tags.add(tag("retain-until", day.toString())));
        tags.add(tag("grading", handling.grading().toString()));
        return tags;
    }

    private static String tag(String predicate, String value) {
        return "puente:" + predicate + "=\"" + value + "\"";
    }

    /** How far an event with this handling may go, as MISP says it: nobody else, or this community. */
    static String distribution(Handling handling) {
        return handling.audience().isEmpty() ? NOBODY_ELSE : "1";
    }

    /**
     * The handling that an event's tags say: the strictest TLP, and the rest together.
     *
     * @throws ProblemException {@code gateway.misp.marking-*} where they say less than a record needs, or something that a record's
     *     handling cannot say
     */
    public static Handling derive(MispEvent event) {
        requireWhole(event);
        Collected said = new Collected();
        for (String tag : event.tags()) {
            said.add(tag);
        }
        Handling handling = said.handling();
        if (distribution(event.members()).equals(NOBODY_ELSE)
                && !handling.audience().isEmpty()) {
            throw new ProblemException(Problem.of("gateway.misp.marking-distribution", "/distribution"));
        }
        return handling;
    }

    /**
     * Whether an event with these tags may be shown for a purpose on a day: what it says of purposes and of its last day binds, whether or
     * not it says enough for a record.
     */
    public static boolean permit(List<String> tags, String purpose, LocalDate today) {
        Collected said = new Collected();
        for (String tag : tags) {
            Matcher ours = OURS.matcher(tag);
            if (ours.matches()) {
                switch (ours.group(1)) {
                    case "purpose" -> said.purposes.add(ours.group(2));
                    case "retain-until" -> said.until(ours.group(2));
                    default -> {}
                }
            }
        }
        return (said.purposes.isEmpty() || said.purposes.contains(purpose))
                && said.until.filter(today::isAfter).isEmpty();
    }

    /** A record is handled as a whole: so must the event be that states it. */
    private static void requireWhole(MispEvent event) {
        String whole = distribution(event.members());
        if (whole.equals(SHARING_GROUP)) {
            throw new ProblemException(
                    Problem.of("gateway.misp.marking-foreign", "/distribution", "marking", "distribution 4"));
        }
        requireUnmarked(event.attributes(), "/Attribute", whole);
        requireUnmarked(event.objects(), "/Object", whole);
        List<Map<String, Object>> objects = event.objects();
        for (int at = 0; at < objects.size(); at++) {
            requireUnmarked(MispEvent.parts(objects.get(at), "Attribute"), "/Object/" + at + "/Attribute", whole);
        }
    }

    private static void requireUnmarked(List<Map<String, Object>> parts, String position, String whole) {
        for (int at = 0; at < parts.size(); at++) {
            String distribution = distribution(parts.get(at));
            if (!MispEvent.tags(parts.get(at)).isEmpty()
                    || !(distribution.isEmpty() || distribution.equals(INHERITED) || distribution.equals(whole))) {
                throw new ProblemException(Problem.of("gateway.misp.marking-granular", position + "/" + at));
            }
        }
    }

    private static String distribution(Map<String, Object> part) {
        Object stated = part.get("distribution");
        return stated == null ? "" : String.valueOf(stated);
    }

    private static final class Collected {
        private Optional<Tlp> tlp = Optional.empty();
        private final Set<HandlingCode> codes = EnumSet.noneOf(HandlingCode.class);
        private final Set<String> purposes = new TreeSet<>();
        private final Set<Agency> audience = new TreeSet<>();
        private boolean consent;
        private Optional<LocalDate> until = Optional.empty();
        private Optional<Grading> grading = Optional.empty();

        void add(String tag) {
            Tlp label = TLP.get(tag.toLowerCase(Locale.ROOT));
            if (label != null) {
                tlp = Optional.of(
                        tlp.filter(other -> other.compareTo(label) > 0).orElse(label));
                return;
            }
            Matcher ours = OURS.matcher(tag);
            if (!ours.matches() || !add(ours.group(1), ours.group(2))) {
                throw new ProblemException(
                        Problem.of("gateway.misp.marking-foreign", "/Tag", "marking", JsonPointers.escape(tag)));
            }
        }

        /** Whether it says something that a handling can. */
        private boolean add(String predicate, String value) {
            return switch (predicate) {
                case "code" -> code(value);
                case "purpose" -> {
                    purposes.add(value);
                    yield true;
                }
                case "audience" -> {
                    audience.add(new Agency(value));
                    yield true;
                }
                case "originator-consent" -> {
                    consent = true;
                    yield value.equals("required");
                }
                case "retain-until" -> until(value);
                case "grading" -> grading(value);
                default -> false;
            };
        }

        private boolean code(String value) {
            for (HandlingCode code : HandlingCode.values()) {
                if (code.name().equals(value)) {
                    codes.add(code);
                    return true;
                }
            }
            return false;
        }

        /** Of several days the earliest. */
        private boolean until(String value) {
            try {
                LocalDate day = LocalDate.parse(value);
                until = Optional.of(until.filter(day::isAfter).orElse(day));
                return true;
            } catch (DateTimeParseException malformed) {
                return false;
            }
        }

        /** Of several the least believable. */
        private boolean grading(String value) {
            Matcher read = GRADING.matcher(value);
            if (!read.matches()) {
                return false;
            }
            Grading said = new Grading(Grading.Reliability.valueOf(read.group(1)), Integer.parseInt(read.group(2)));
            grading = Optional.of(grading.map(said::combine).orElse(said));
            return true;
        }

        Handling handling() {
            if (tlp.isEmpty() || purposes.isEmpty() || audience.isEmpty()) {
                throw new ProblemException(Problem.of("gateway.misp.marking-absent", "/Tag"));
            }
            return new Handling(
                    tlp.get(),
                    codes,
                    purposes,
                    audience,
                    consent,
                    until,
                    grading.orElse(new Grading(Grading.Reliability.X, 4)));
        }
    }
}
