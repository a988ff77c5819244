package puente.agreement;

import puente.record.Bilingual;

/**
 * Why a record may be used.
 *
 * @param name the code that handling, clauses and leaves carry: {@code missing-persons}
 * @param label what a person reads
 * @param evidence whether use for this purpose may end as evidence before a court: a record marked H1 needs its
 *     originator's consent for it
 */
public record Purpose(String name, Bilingual label, boolean evidence) {}
