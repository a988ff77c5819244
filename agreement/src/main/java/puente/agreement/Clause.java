package puente.agreement;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import puente.record.Agency;
import puente.record.Bilingual;

/**
 * One rule. A record is within its reach if action, kind, purpose, {@code from} and {@code to} all match; it applies if its
 * condition then holds. Obligations of an applying permit bind.
 *
 * @param id {@code a-z 0-9 . -}, 1 to 64 characters; leaves and receipts carry it
 * @param effect permit or forbid
 * @param title a heading
 * @param text the binding wording, of which the machine-readable members are the execution
 * @param source the legal text it cites
 * @param actions the acts it speaks of
 * @param kinds names of kinds
 * @param purposes names of purposes
 * @param from parties (each with all their agencies) and agencies from which the record flows
 * @param to parties and agencies to which it flows
 * @param when its condition
 * @param obligations what a permitted act obliges to; none where the effect is forbid
 */
public record Clause(
        String id,
        Effect effect,
        Bilingual title,
        Bilingual text,
        Bilingual source,
        Set<Action> actions,
        SortedSet<String> kinds,
        SortedSet<String> purposes,
        SortedSet<Agency> from,
        SortedSet<Agency> to,
        Condition when,
        List<Obligation> obligations) {}
