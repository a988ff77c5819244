package puente.gateway.ready;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Provenance;
import puente.record.Record;

/**
 * Requests that two parties' agencies put to each other over nine months, the answers, and what residents reported to each party's line: enough
 * of them that response times can be measured and small groups are seen to be held back. Invented, drawn from a fixed seed, the same wherever
 * and whenever they are made.
 */
final class InventedRequests {
    /** How many one party asks of the other. */
    static final int ASKED = 84;

    /** How many reach one party's line. */
    static final int TIPS = 230;

    private static final LocalDate FIRST = LocalDate.of(2026, 2, 2);
    private static final int DAYS = 270;
    /** What would be answered later than this is not answered yet. */
    private static final LocalDate LAST = LocalDate.of(2026, 11, 13);

    private static final Set<String> PURPOSES = Set.of("judicial-cooperation", "statistics", "audit");

    /**
     * One kind of request.
     *
     * @param share of a hundred requests
     * @param clock days until an answer is due
     * @param median days that the quicker side takes to answer
     */
    private record Sort(
            String category, int share, int clock, int median, Route mx, Route us, Texts basis, Texts asked) {}

    private record Route(String from, String to) {}

    private record Texts(String es, String en) {
        List<Object> both() {
            return List.of(Map.of("language", "en", "text", en), Map.of("language", "es", "text", es));
        }
    }

    private static final Texts MUTUAL = new Texts(
            "Tratado de Cooperación sobre Asistencia Jurídica Mutua, 1987",
            "Treaty on Cooperation for Mutual Legal Assistance, 1987");

    private static final List<Sort> SORTS = List.of(
            new Sort(
                    "firearm-trace",
                    50,
                    30,
                    14,
                    new Route("mx/fgr", "us/atf"),
                    new Route("us/hsi", "mx/fgr"),
                    new Texts(
                            "Acuerdo de demostración, artículo 7, párrafo 2",
                            "Demonstration agreement, article 7, paragraph 2"),
                    new Texts(
                            "Sintética: rastrear un arma asegurada, de su fabricación o importación a la primera venta al público.",
                            "Synthetic: trace a seized firearm from manufacture or import to its first retail sale.")),
            new Sort(
                    "mutual-legal-assistance",
                    24,
                    90,
                    62,
                    new Route("mx/fgr", "us/fbi"),
                    new Route("us/fbi", "mx/fgr"),
                    MUTUAL,
                    new Texts(
                            "Sintética: estados de cuenta y declaraciones para una carpeta de investigación.",
                            "Synthetic: bank statements and testimony for an investigation file.")),
            new Sort(
                    "disclosure",
                    14,
                    15,
                    9,
                    new Route("mx/uif", "us/dea"),
                    new Route("us/dea", "mx/sspc"),
                    new Texts(
                            "Acuerdo de demostración, artículo 8, párrafo 4",
                            "Demonstration agreement, article 8, paragraph 4"),
                    new Texts(
                            "Sintética: los registros de un aseguramiento que coincide con uno propio.",
                            "Synthetic: the records of a seizure that matches one of ours.")),
            new Sort(
                    "extradition",
                    8,
                    180,
                    130,
                    new Route("mx/fgr", "us/fbi"),
                    new Route("us/fbi", "mx/fgr"),
                    new Texts("Tratado de Extradición, 1978", "Extradition Treaty, 1978"),
                    new Texts(
                            "Sintética: entrega de una persona con orden de aprehensión.",
                            "Synthetic: surrender of a person under an arrest warrant.")),
            new Sort(
                    "provisional-arrest",
                    4,
                    10,
                    6,
                    new Route("mx/fgr", "us/fbi"),
                    new Route("us/fbi", "mx/fgr"),
                    new Texts("Tratado de Extradición, 1978, artículo 11", "Extradition Treaty, 1978, article 11"),
                    new Texts(
                            "Sintética: detención provisional mientras llega la solicitud formal.",
                            "Synthetic: provisional arrest until the formal request arrives.")));

    private static final Map<String, Texts> REASONS = Map.of(
            "refused",
            new Texts(
                    "Sintética: la solicitud no dice qué delito se investiga.",
                    "Synthetic: the request does not say which offence is investigated."),
            "cannot-be-done",
            new Texts(
                    "Sintética: los libros del comerciante ya no existen.",
                    "Synthetic: the dealer's books no longer exist."));

    private static final List<String> ABOUT = List.of(
            "extortion",
            "extortion",
            "extortion",
            "drug-trafficking",
            "drug-trafficking",
            "arms-trafficking",
            "human-trafficking",
            "vehicle-theft",
            "robbery",
            "other");
    private static final List<String> RECEIVED =
            List.of("telephone", "telephone", "telephone", "web-form", "web-form", "text-message");
    /** Who receives a party's tips, and from where. */
    private record Line(String agency, int seed, List<String> areas) {}

    private static final Line MX =
            new Line("mx/sspc", 89, List.of("MX-BCN", "MX-CHH", "MX-SIN", "MX-SON", "MX-TAM", "MX-NLE"));
    private static final Line US = new Line("us/hsi", 866, List.of("US-TX", "US-AZ", "US-CA", "US-NM"));

    /** A request, and when it is answered, how; whether or not that has come already. */
    private record Asked(Record request, String to, LocalDate answered, String outcome) {}

    private InventedRequests() {}

    /** What a party asks. */
    static List<Record> requests(String party) {
        return asked(party).stream().map(Asked::request).toList();
    }

    /** What a party answered to the other's requests. */
    static List<Record> answers(String party) {
        List<Record> answers = new ArrayList<>();
        for (Asked each : asked(party.equals("mx") ? "us" : "mx")) {
            if (each.answered().isAfter(LAST)) {
                continue;
            }
            Map<String, Object> fields = new TreeMap<>(Map.of(
                    "request",
                    each.request().id().toString(),
                    "requestOutcome",
                    each.outcome(),
                    "activityDate",
                    each.answered().toString()));
            Optional.ofNullable(REASONS.get(each.outcome())).ifPresent(why -> fields.put("reasonText", why.both()));
            answers.add(record(
                    "request-answer",
                    "answer " + each.request().id(),
                    1,
                    each.to(),
                    each.answered(),
                    shared(party, each.request().agency().code()),
                    fields));
        }
        return List.copyOf(answers);
    }

    private static List<Asked> asked(String party) {
        boolean ours = party.equals("mx");
        Random chance = new Random(ours ? 1_987 : 1_978);
        List<Asked> all = new ArrayList<>();
        for (int at = 0; at < ASKED; at++) {
            LocalDate on = FIRST.plusDays((long) at * DAYS / ASKED + chance.nextInt(3));
            Sort sort = sort(chance.nextInt(100));
            Route route = ours ? sort.mx() : sort.us();
            long days = days(sort.median() * (ours ? 1.0 : 1.3), 0.7, chance);
            int draw = chance.nextInt(100);
            String outcome =
                    draw < 62 ? "granted" : draw < 78 ? "granted-in-part" : draw < 90 ? "refused" : "cannot-be-done";
            Map<String, Object> fields = new TreeMap<>(Map.of(
                    "requestCategory",
                    sort.category(),
                    "requestedAgency",
                    route.to(),
                    "activityDate",
                    on.toString(),
                    "dueDate",
                    on.plusDays(sort.clock()).toString(),
                    "legalBasisText",
                    sort.basis().both(),
                    "requestText",
                    sort.asked().both()));
            Record request = record(
                    "request", "request " + party + ' ' + at, 1, route.from(), on, shared(party, route.to()), fields);
            all.add(new Asked(request, route.to(), on.plusDays(days), outcome));
        }
        return all;
    }

    private static Sort sort(int draw) {
        int left = draw;
        for (Sort each : SORTS) {
            left -= each.share();
            if (left < 0) {
                return each;
            }
        }
        throw new AssertionError("the shares add up to a hundred");
    }

    /** Lognormal waiting, in whole days from 1 on. */
    private static long days(double median, double spread, Random chance) {
        return Math.max(1, Math.round(median * StrictMath.exp(spread * chance.nextGaussian())));
    }

    /** What reached a party's line: each as it was received, and once more as it ended. */
    static List<Record> tips(String party) {
        Line line = party.equals("mx") ? MX : US;
        Random chance = new Random(line.seed());
        Handling home = handling(Set.of("statistics", "audit"), Set.of(new Agency(party)));
        List<Record> tips = new ArrayList<>();
        for (int at = 0; at < TIPS; at++) {
            LocalDate on = FIRST.plusDays((long) at * DAYS / TIPS);
            Map<String, Object> fields = new TreeMap<>(Map.of(
                    "tipChannel",
                    drawn(RECEIVED, chance),
                    "incidentCategory",
                    drawn(ABOUT, chance),
                    "area",
                    drawn(line.areas(), chance),
                    "activityDate",
                    on.toString()));
            LocalDate ended = on.plusDays(days(15, 1.0, chance));
            String outcome =
                    drawn(List.of("no-action", "no-action", "no-action", "passed-on", "passed-on", "incident"), chance);
            String name = "tip " + party + ' ' + at;
            tips.add(record("tip", name, 1, line.agency(), on, home, fields));
            if (!ended.isAfter(LAST)) {
                Map<String, Object> closed = new TreeMap<>(fields);
                closed.put("tipOutcome", outcome);
                closed.put("activityEndDate", ended.toString());
                tips.add(record("tip", name, 2, line.agency(), ended, home, closed));
            }
        }
        return List.copyOf(tips);
    }

    private static String drawn(List<String> from, Random chance) {
        return from.get(chance.nextInt(from.size()));
    }

    private static Handling shared(String party, String recipient) {
        return handling(PURPOSES, Set.of(new Agency(party), new Agency(recipient)));
    }

    private static Handling handling(Set<String> purposes, Set<Agency> audience) {
        return new Handling(
                Handling.Tlp.AMBER,
                Set.of(),
                purposes,
                audience,
                false,
                Optional.empty(),
                new Handling.Grading(Handling.Grading.Reliability.X, 4));
    }

    private static Record record(
            String kind,
            String name,
            int version,
            String agency,
            LocalDate on,
            Handling handling,
            Map<String, Object> fields) {
        return new Record(
                UUID.nameUUIDFromBytes(("invented " + name).getBytes(StandardCharsets.UTF_8)),
                version,
                kind,
                new Agency(agency),
                on.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC),
                handling,
                new Provenance(Scenario.INVENTED, true),
                fields);
    }
}
