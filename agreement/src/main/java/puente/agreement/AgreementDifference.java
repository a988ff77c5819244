package puente.agreement;

import java.util.ArrayList;
import java.util.List;

/**
 * What one version of an agreement changes in another: whoever signs a new version reads this first.
 *
 * @param head members outside the clauses that differ: {@code version}, {@code title}, {@code preamble}, {@code effective}, {@code
 *     nextReview}, {@code parties}, {@code purposes}, {@code witnesses}
 * @param added clauses whose id the earlier version does not have, in order of id
 * @param removed clauses whose id the later version does not have
 * @param changed clauses that both have and that say something else
 */
public record AgreementDifference(List<String> head, List<Clause> added, List<Clause> removed, List<Changed> changed) {

    /**
     * A clause before and after.
     *
     * @param parts what differs: {@code effect}, {@code title}, {@code text}, {@code source}, {@code actions}, {@code kinds}, {@code
     *     purposes}, {@code from}, {@code to}, {@code when}, {@code obligations}
     */
    public record Changed(Clause before, Clause after, List<String> parts) {}

    public AgreementDifference {
        head = List.copyOf(head);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** What {@code after} changes in {@code before}. */
    public static AgreementDifference of(Agreement before, Agreement after) {
        List<Clause> added = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        for (Clause clause : after.clauses()) {
            before.clause(clause.id())
                    .ifPresentOrElse(
                            earlier -> {
                                List<String> parts = parts(earlier, clause);
                                if (!parts.isEmpty()) {
                                    changed.add(new Changed(earlier, clause, parts));
                                }
                            },
                            () -> added.add(clause));
        }
        List<Clause> removed = before.clauses().stream()
                .filter(clause -> after.clause(clause.id()).isEmpty())
                .toList();
        return new AgreementDifference(head(before, after), added, removed, changed);
    }

    private static List<String> head(Agreement before, Agreement after) {
        List<String> head = new ArrayList<>();
        note(head, "version", before.version(), after.version());
        note(head, "title", before.title(), after.title());
        note(head, "preamble", before.preamble(), after.preamble());
        note(head, "effective", before.effective(), after.effective());
        note(head, "nextReview", before.nextReview(), after.nextReview());
        note(head, "parties", before.parties(), after.parties());
        note(head, "purposes", before.purposes(), after.purposes());
        note(head, "witnesses", before.witnesses(), after.witnesses());
        return head;
    }

    private static List<String> parts(Clause before, Clause after) {
        List<String> parts = new ArrayList<>();
        note(parts, "effect", before.effect(), after.effect());
        note(parts, "title", before.title(), after.title());
        note(parts, "text", before.text(), after.text());
        note(parts, "source", before.source(), after.source());
        note(parts, "actions", before.actions(), after.actions());
        if (before.everyKind() != after.everyKind()
                || (!after.everyKind() && !before.kinds().equals(after.kinds()))) {
            parts.add("kinds");
        }
        note(parts, "purposes", before.purposes(), after.purposes());
        note(parts, "from", before.from(), after.from());
        note(parts, "to", before.to(), after.to());
        note(parts, "when", before.when(), after.when());
        note(parts, "obligations", before.obligations(), after.obligations());
        return parts;
    }

    private static void note(List<String> parts, String name, Object before, Object after) {
        if (!before.equals(after)) {
            parts.add(name);
        }
    }
}
