package puente.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.measure.evaluate.Finding;
import puente.measure.evaluate.Reading;
import puente.measure.register.Deviation;
import puente.measure.register.Evaluation;
import puente.measure.register.Registration;
import puente.measure.register.Statement;
import puente.measure.register.Timing;
import puente.record.Codes;
import puente.record.Language;
import puente.record.type.Areas;

/**
 * What a report says: whether the registration came first, what was found, what the registered rule makes of it, and every deviation.
 *
 * @param at when the other side had signed the registration
 * @param versions the newest version's number
 */
record EvaluationReport(
        Registration registered,
        Registration used,
        Evaluation evaluation,
        EvaluationFigures.Recorded recorded,
        Optional<Instant> at,
        int versions,
        boolean withdrawn) {

    private Timing timing() {
        return new Timing(at, registered.firstEnds(), recorded.before(), recorded.all(), versions, withdrawn);
    }

    /** All of them: of time, and of what was done. */
    List<Deviation> deviations() {
        List<Deviation> all = new ArrayList<>(timing().deviations());
        all.addAll(evaluation.deviations());
        return all;
    }

    Map<String, Object> show() {
        Map<String, Object> shown = new LinkedHashMap<>();
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("before", timing().before());
        time.put("firstEnds", registered.firstEnds().toString());
        time.put("recordedBefore", recorded.before());
        time.put("recorded", recorded.all());
        shown.put("timing", time);
        shown.put("used", parts());
        switch (evaluation) {
            case Evaluation.Done done -> {
                shown.put("state", "evaluated");
                shown.put("finding", finding(done.finding()));
                shown.put(
                        "reading",
                        BothLanguages.each(language -> Reading.of(
                                done.finding(),
                                area(used.treated(), language),
                                used.type().label(used.first()),
                                language)));
                Map<String, Object> judgement = new LinkedHashMap<>();
                judgement.put("code", Codes.of(done.judgement()));
                judgement.put(
                        "text", BothLanguages.each(language -> Statement.of(used.rule(), done.judgement(), language)));
                shown.put("judgement", judgement);
                shown.put("from", used.type().label(done.from()));
                shown.put("to", used.type().label(done.to()));
            }
            case Evaluation.Waiting waiting -> {
                shown.put("state", "waiting");
                shown.put("reason", BothLanguages.problem(waiting.reason(), Optional.empty()));
            }
        }
        shown.put("fingerprint", evaluation.fingerprint());
        List<Object> deviations = new ArrayList<>();
        deviations().forEach(each -> deviations.add(Map.of("code", each.code(), "text", BothLanguages.each(each::in))));
        shown.put("deviations", deviations);
        return shown;
    }

    private Map<String, Object> parts() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("indicator", used.indicator());
        shown.put("dimensions", used.dimensions());
        shown.put("area", used.treated());
        shown.put("compared", used.compared());
        shown.put("first", used.type().label(used.first()));
        shown.put("last", used.type().label(used.last()));
        shown.put("method", used.method().code());
        return shown;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("method", finding.method().code());
        switch (finding) {
            case Finding.Estimated found -> {
                shown.put("percent", EvaluationFigures.percent(found.percent()));
                shown.put("lower", EvaluationFigures.percent(found.lowerPercent()));
                shown.put("upper", EvaluationFigures.percent(found.upperPercent()));
                shown.put("probability", found.probability());
                shown.put("placebos", found.placebos());
                shown.put("placebosInSpace", found.inSpace());
                shown.put("fallSeen", EvaluationFigures.percent(found.fallSeen()));
                shown.put("riseSeen", EvaluationFigures.percent(found.riseSeen()));
            }
            case Finding.Refused refused ->
                shown.put("refused", BothLanguages.problem(refused.reason(), Optional.empty()));
        }
        return shown;
    }

    private static String area(String code, Language language) {
        return Areas.standard().known(code) ? Areas.standard().show(code, language) : code;
    }
}
