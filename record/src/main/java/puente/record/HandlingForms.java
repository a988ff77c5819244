package puente.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import puente.record.Handling.Grading;
import puente.record.Handling.HandlingCode;
import puente.record.Handling.Tlp;

/** Handling as JSON, both ways, and in words. */
final class HandlingForms {
    private static final Set<String> REQUIRED =
            Set.of("audience", "codes", "grading", "originatorConsent", "purposes", "tlp");
    private static final String RETAIN_UNTIL = "retainUntil";
    private static final Tlp[] TLPS = Tlp.values();
    private static final HandlingCode[] CODES = HandlingCode.values();
    private static final String RELIABILITIES = "ABCX";

    // The canonical form, taken apart where values stand; one table for writing and for reading.
    private static final byte[] AUDIENCE = Forms.ascii("{\"audience\":");
    private static final byte[] CODES_MEMBER = Forms.ascii(",\"codes\":");
    private static final byte[] GRADING = Forms.ascii(",\"grading\":");
    private static final byte[] CONSENT = Forms.ascii(",\"originatorConsent\":");
    private static final byte[] PURPOSES = Forms.ascii(",\"purposes\":");
    private static final byte[] RETAIN_UNTIL_MEMBER = Forms.ascii(",\"retainUntil\":");
    private static final byte[] TLP = Forms.ascii(",\"tlp\":");
    private static final byte[] END = Forms.ascii("}");

    private HandlingForms() {}

    static Map<String, Object> toJson(Handling handling) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audience", texts(handling.audience()));
        json.put("codes", texts(handling.codes()));
        json.put("grading", handling.grading().toString());
        json.put("originatorConsent", handling.originatorConsent());
        json.put("purposes", texts(handling.purposes()));
        handling.retainUntil().ifPresent(date -> json.put(RETAIN_UNTIL, date.toString()));
        json.put("tlp", handling.tlp().label());
        return Collections.unmodifiableMap(json);
    }

    private static List<String> texts(Collection<?> values) {
        List<String> texts = new ArrayList<>(values.size());
        for (Object each : values) {
            texts.add(each.toString());
        }
        return Collections.unmodifiableList(texts);
    }

    /** Writes what {@link CanonicalJson} would make of {@link #toJson}, without making it. */
    static void write(Handling handling, CanonicalJson out) {
        out.ascii(AUDIENCE);
        out.texts(handling.audience());
        out.ascii(CODES_MEMBER);
        out.texts(handling.codes());
        out.ascii(GRADING);
        out.string(handling.grading().toString());
        out.ascii(CONSENT);
        out.truth(handling.originatorConsent());
        out.ascii(PURPOSES);
        out.texts(handling.purposes());
        if (handling.retainUntil().isPresent()) {
            out.ascii(RETAIN_UNTIL_MEMBER);
            out.string(handling.retainUntil().get().toString());
        }
        out.ascii(TLP);
        out.string(handling.tlp().label());
        out.ascii(END);
    }

    /**
     * Reads what {@link #write} wrote, and nothing else.
     *
     * @throws ProblemException where a value is refused; {@link #ofJson} says where
     */
    static Handling read(PlainJson in) throws PlainJson.Departure {
        in.expect(AUDIENCE);
        List<String> audience = ordered(in);
        in.expect(CODES_MEMBER);
        List<String> codes = ordered(in);
        in.expect(GRADING);
        Grading grading = grading(in.text());
        in.expect(CONSENT);
        boolean consent = in.truth();
        in.expect(PURPOSES);
        List<String> purposes = ordered(in);
        Optional<LocalDate> until = Optional.empty();
        if (in.skip(RETAIN_UNTIL_MEMBER)) {
            until = Optional.ofNullable(Forms.date(in.text()));
            PlainJson.check(until.isPresent());
        }
        in.expect(TLP);
        Tlp tlp = tlp(in.text());
        in.expect(END);
        Handling handling = new Handling(
                tlp, codes(codes), new LinkedHashSet<>(purposes), audience(audience), consent, until, grading);
        // What the handling drops (H0, an agency beside its own party) would not be written again.
        PlainJson.check(
                handling.codes().size() == codes.size() && handling.audience().size() == audience.size());
        return handling;
    }

    private static List<String> ordered(PlainJson in) throws PlainJson.Departure {
        List<String> texts = in.texts(Handling.MAXIMUM_MEMBERS);
        for (int at = 1; at < texts.size(); at++) {
            PlainJson.check(texts.get(at - 1).compareTo(texts.get(at)) < 0);
        }
        return texts;
    }

    static Handling ofJson(Map<String, ?> json) {
        List<Problem> problems = new ArrayList<>();
        for (String member : json.keySet()) {
            if (!REQUIRED.contains(member) && !member.equals(RETAIN_UNTIL)) {
                String name = JsonPointers.escape(member);
                problems.add(Problem.of("record.handling.unknown-member", "/" + name, "member", name));
            }
        }
        for (String member : REQUIRED) {
            if (!json.containsKey(member)) {
                problems.add(Problem.of("record.handling.missing-member", "/" + member, "member", member));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new Handling(
                tlp(json.get("tlp")),
                codes(json.get("codes")),
                new LinkedHashSet<>(list(json.get("purposes"), "/purposes")),
                audience(json.get("audience")),
                consent(json.get("originatorConsent")),
                json.containsKey(RETAIN_UNTIL) ? Optional.of(date(json.get(RETAIN_UNTIL))) : Optional.empty(),
                grading(json.get("grading")));
    }

    private static ProblemException refuse(String code, String position, @Nullable Object value) {
        return new ProblemException(Problem.of(code, position, "value", JsonPointers.escape(String.valueOf(value))));
    }

    private static Tlp tlp(@Nullable Object value) {
        for (Tlp tlp : TLPS) {
            if (tlp.label().equals(value)) {
                return tlp;
            }
        }
        throw refuse("record.handling.tlp", "/tlp", value);
    }

    private static Set<HandlingCode> codes(@Nullable Object value) {
        Set<HandlingCode> codes = EnumSet.noneOf(HandlingCode.class);
        List<String> texts = list(value, "/codes");
        for (int at = 0; at < texts.size(); at++) {
            String text = texts.get(at);
            boolean known = false;
            for (HandlingCode code : CODES) {
                if (code.name().equals(text)) {
                    codes.add(code);
                    known = true;
                }
            }
            if (!known) {
                throw refuse("record.handling.code", "/codes/" + at, text);
            }
        }
        return codes;
    }

    private static Set<Agency> audience(@Nullable Object value) {
        Set<Agency> audience = new LinkedHashSet<>();
        List<String> texts = list(value, "/audience");
        for (int at = 0; at < texts.size(); at++) {
            try {
                audience.add(new Agency(texts.get(at)));
            } catch (ProblemException malformed) {
                throw malformed.within("/audience/" + at);
            }
        }
        return audience;
    }

    private static boolean consent(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw refuse("record.handling.consent", "/originatorConsent", value);
    }

    private static LocalDate date(@Nullable Object value) {
        try {
            if (value instanceof String text && text.length() == "2027-01-01".length()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException malformed) {
            throw refuse("record.handling.date", "/" + RETAIN_UNTIL, value);
        }
        throw refuse("record.handling.date", "/" + RETAIN_UNTIL, value);
    }

    private static Grading grading(@Nullable Object value) {
        if (value instanceof String text && isGrading(text)) {
            return new Grading(Grading.Reliability.valueOf(text.substring(0, 1)), text.charAt(1) - '0');
        }
        throw refuse("record.handling.grading", "/grading", value);
    }

    private static boolean isGrading(String text) {
        return text.length() == 2
                && RELIABILITIES.indexOf(text.charAt(0)) >= 0
                && text.charAt(1) >= '1'
                && text.charAt(1) <= '4';
    }

    private static List<String> list(@Nullable Object value, String position) {
        if (!(value instanceof List<?> list)) {
            throw refuse("record.handling.not-a-list", position, value);
        }
        if (list.size() > Handling.MAXIMUM_MEMBERS) {
            throw new ProblemException(
                    Problem.of("record.handling.too-many", position, "maximum", Handling.MAXIMUM_MEMBERS));
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object each : list) {
            if (!(each instanceof String text)) {
                throw refuse("record.handling.not-a-list", position, each);
            }
            texts.add(text);
        }
        return texts;
    }

    static String show(Handling handling, Language language) {
        Catalogue words = Catalogue.standard();
        List<String> lines = new ArrayList<>();
        lines.add("TLP:" + handling.tlp().label() + ": "
                + words.text("record.tlp." + Codes.of(handling.tlp()), language));
        Set<HandlingCode> codes = handling.codes().isEmpty() ? Set.of(HandlingCode.H0) : handling.codes();
        for (HandlingCode code : codes) {
            lines.add(code + ": "
                    + words.text("record.handling-code." + code.name().toLowerCase(Locale.ROOT), language));
        }
        lines.add(
                handling.purposes().isEmpty()
                        ? words.text("record.handling.no-purpose", language)
                        : words.text("record.handling.purposes", language, "purposes", joined(handling.purposes())));
        lines.add(
                handling.audience().isEmpty()
                        ? words.text("record.handling.no-audience", language)
                        : words.text("record.handling.audience", language, "audience", joined(handling.audience())));
        if (handling.originatorConsent()) {
            lines.add(words.text("record.handling.needs-consent", language));
        }
        handling.retainUntil()
                .ifPresent(date -> lines.add(words.text("record.handling.retain-until", language, "date", date)));
        lines.add(words.text(
                "record.handling.graded",
                language,
                "grading",
                handling.grading(),
                "source",
                words.text(
                        "record.reliability."
                                + handling.grading().source().name().toLowerCase(Locale.ROOT),
                        language),
                "information",
                words.text("record.credibility." + handling.grading().information(), language)));
        return String.join("\n", lines);
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
