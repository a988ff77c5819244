package puente.agreement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.CanonicalJson;

/** The canonical JSON of an agreement's whole meaning, and its hash. See {@code docs/protocol/02-agreement.md}. */
final class AgreementJson {
    private AgreementJson() {}

    static AgreementHash hash(Agreement agreement) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.write(tree(agreement)));
            return new AgreementHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    static Map<String, Object> tree(Agreement agreement) {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("id", agreement.id());
        tree.put("version", agreement.version());
        tree.put("title", texts(agreement.title()));
        tree.put("preamble", texts(agreement.preamble()));
        tree.put("effective", agreement.effective().toString());
        tree.put("nextReview", agreement.nextReview().toString());
        agreement.supersedes().ifPresent(hash -> tree.put("supersedes", hash.hex()));
        if (!agreement.witnesses().isEmpty()) {
            tree.put("witnesses", agreement.witnesses());
        }
        Map<String, Object> parties = new TreeMap<>();
        agreement.parties().forEach((name, party) -> parties.put(name, party(party)));
        tree.put("parties", parties);
        Map<String, Object> purposes = new TreeMap<>();
        agreement
                .purposes()
                .forEach((name, purpose) ->
                        purposes.put(name, Map.of("label", texts(purpose.label()), "evidence", purpose.evidence())));
        tree.put("purposes", purposes);
        Map<String, Object> clauses = new TreeMap<>();
        agreement.clauses().forEach(clause -> clauses.put(clause.id(), clause(clause)));
        tree.put("clauses", clauses);
        return tree;
    }

    private static Map<String, Object> party(Party party) {
        Map<String, Object> agencies = new TreeMap<>();
        party.agencies().forEach((agency, member) -> {
            Map<String, Object> tree = facts(member.facts());
            tree.put("label", texts(member.label()));
            Map<String, Object> units = new TreeMap<>();
            member.units().forEach((unit, facts) -> units.put(unit, facts(facts)));
            tree.put("units", units);
            agencies.put(agency.code(), tree);
        });
        return Map.of("label", texts(party.label()), "agencies", agencies);
    }

    private static Map<String, Object> facts(Member.Facts facts) {
        Map<String, Object> tree = new TreeMap<>();
        facts.vettedUntil().ifPresent(date -> tree.put("vettedUntil", date.toString()));
        tree.put("assurances", List.copyOf(facts.assurances()));
        return tree;
    }

    private static Map<String, Object> clause(Clause clause) {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("effect", clause.effect().code());
        tree.put("title", texts(clause.title()));
        tree.put("text", texts(clause.text()));
        tree.put("source", texts(clause.source()));
        tree.put("actions", clause.actions().stream().map(Action::code).sorted().toList());
        tree.put("kinds", clause.everyKind() ? "all" : List.copyOf(clause.kinds()));
        tree.put("purposes", List.copyOf(clause.purposes()));
        tree.put("from", codes(clause.from()));
        tree.put("to", codes(clause.to()));
        if (!clause.when().always()) {
            tree.put("when", clause.when().text());
        }
        Map<String, Object> obligations = new TreeMap<>();
        clause.obligations().forEach(obligation -> put(obligation, obligations));
        tree.put("obligations", obligations);
        return tree;
    }

    /** An obligation under the name that clauses write. */
    static void put(Obligation obligation, Map<String, Object> tree) {
        switch (obligation) {
            case Obligation.Redact redact -> tree.put("redact", List.copyOf(redact.fields()));
            case Obligation.ReducePlace reduce ->
                tree.put("reducePlace", reduce.precision().code());
            case Obligation.TwoPersonApproval ignored -> tree.put("twoPersonApproval", true);
            case Obligation.RetainFor retain -> tree.put("retainDays", retain.days());
            case Obligation.RetainUntil retain ->
                tree.put("retainUntil", retain.date().toString());
            case Obligation.OriginatorConsent ignored -> tree.put("originatorConsent", true);
            case Obligation.UseReceipt ignored -> tree.put("useReceipt", true);
        }
    }

    private static List<String> codes(SortedSet<Agency> agencies) {
        return agencies.stream().map(Agency::code).toList();
    }

    private static Map<String, Object> texts(Bilingual text) {
        return Map.of("en", text.en(), "es", text.es());
    }
}
