package puente.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import puente.exchange.Outcome;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** What became of everything one request put to a channel: counted, and the first refusals in words. */
final class Tally {
    private final Language language;
    private final List<Object> refusals = new ArrayList<>();
    private final List<Object> entries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    final List<Object> waiting = new ArrayList<>();
    long disclosed;
    long already;
    long refused;

    Tally(Language language) {
        this.language = language;
    }

    void add(UUID record, Outcome outcome) {
        switch (outcome) {
            case Outcome.Appended appended -> {
                disclosed++;
                if (entries.size() < DisclosureRoutes.REFUSALS_SHOWN_MAX) {
                    entries.add(Map.of("record", record.toString(), "entry", appended.entry()));
                }
            }
            case Outcome.AlreadyDisclosed standing -> already++;
            case Outcome.AwaitsApproval awaits -> wait(record, awaits.pending(), "second-person");
            case Outcome.AwaitsConsent awaits -> wait(record, awaits.pending(), "originator-consent");
            case Outcome.Refused refusal -> {
                refused++;
                if (refusals.size() < DisclosureRoutes.REFUSALS_SHOWN_MAX) {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("record", record.toString());
                    shown.putAll(Decisions.show(refusal.decision(), language));
                    refusals.add(shown);
                    problems.addAll(Decisions.refused(refusal.decision(), "/records/" + record)
                            .problems());
                }
            }
            case Outcome.NotDisclosed ignored -> {
                refused++;
                problems.add(Problem.of("node.record.not-disclosed", "/records/" + record, "record", record));
            }
            case Outcome.Stopped stopped ->
                throw new ProblemException(List.of(
                        Problem.of(
                                "node.channel.stopped",
                                "",
                                "code",
                                stopped.fault().code()),
                        new Problem(
                                stopped.fault().code(),
                                "entry " + stopped.fault().entry(),
                                stopped.fault().arguments())));
        }
    }

    private void wait(UUID record, UUID approval, String needs) {
        waiting.add(Map.of("record", record.toString(), "approval", approval.toString(), "needs", needs));
    }

    boolean isEmpty() {
        return disclosed + already + refused + waiting.size() == 0;
    }

    /** Refuses the request where everything in it was refused. */
    void requireAny() {
        if (refused > 0 && disclosed + already + waiting.size() == 0) {
            throw new ProblemException(problems);
        }
    }

    Map<String, Object> show() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("disclosed", disclosed);
        shown.put("already", already);
        shown.put("refused", refused);
        shown.put("entries", entries);
        shown.put("waiting", waiting);
        shown.put("refusals", refusals);
        return shown;
    }
}
