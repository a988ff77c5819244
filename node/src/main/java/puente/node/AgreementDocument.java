package puente.node;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import puente.agreement.Agreement;
import puente.agreement.AgreementHash;
import puente.agreement.Member;
import puente.agreement.Party;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;
import puente.ledger.NoteSignature;
import puente.ledger.NoteVerifier;
import puente.ledger.SignedNote;
import puente.record.Codes;

/** An agreement as a document in both languages: parties, purposes, every clause with its legal text, and who signed it. */
final class AgreementDocument {
    private AgreementDocument() {}

    /** The agreement in force, with the next date that concerns it. */
    static Map<String, Object> of(Agreement agreement, AgreementsHeld agreements, LocalDate today) {
        Map<String, Object> shown = of(agreement);
        shown.put("next", next(agreement, agreements, today));
        shown.put(
                "signatures",
                agreements
                        .signed(agreement.hash())
                        .map(signed -> signatures(signed, agreements))
                        .orElse(List.of()));
        return shown;
    }

    static Map<String, Object> of(Agreement agreement) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", agreement.id());
        shown.put("version", agreement.version());
        shown.put("title", BothLanguages.text(agreement.title()));
        shown.put("preamble", BothLanguages.text(agreement.preamble()));
        shown.put("hash", agreement.hash().hex());
        shown.put("effective", agreement.effective().toString());
        shown.put("nextReview", agreement.nextReview().toString());
        agreement.supersedes().map(AgreementHash::hex).ifPresent(hash -> shown.put("supersedes", hash));
        shown.put("witnesses", agreement.witnesses());
        shown.put(
                "parties",
                agreement.parties().values().stream()
                        .map(AgreementDocument::party)
                        .toList());
        List<Object> purposes = new ArrayList<>();
        agreement
                .purposes()
                .forEach((name, purpose) -> purposes.add(Map.of(
                        "name", name, "label", BothLanguages.text(purpose.label()), "evidence", purpose.evidence())));
        shown.put("purposes", purposes);
        shown.put(
                "clauses",
                agreement.clauses().stream().map(BothLanguages::wholeClause).toList());
        return shown;
    }

    private static Map<String, Object> party(Party party) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", party.name());
        shown.put("label", BothLanguages.text(party.label()));
        shown.put(
                "agencies",
                party.agencies().values().stream()
                        .map(AgreementDocument::member)
                        .toList());
        return shown;
    }

    private static Map<String, Object> member(Member member) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("agency", member.agency().code());
        shown.put("label", BothLanguages.text(member.label()));
        member.facts().vettedUntil().ifPresent(day -> shown.put("vettedUntil", day.toString()));
        shown.put("assurances", List.copyOf(member.facts().assurances()));
        shown.put("units", List.copyOf(member.units().keySet()));
        return shown;
    }

    /** The day on which the next signed version comes into force, or else the review; days from today, negative once it is past. */
    static Map<String, Object> next(Agreement agreement, AgreementsHeld agreements, LocalDate today) {
        LocalDate effective = agreements.known().chain().stream()
                .map(Agreement::effective)
                .filter(today::isBefore)
                .findFirst()
                .orElse(agreement.nextReview());
        boolean review = effective.equals(agreement.nextReview());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", review ? "review" : "effective");
        shown.put("date", effective.toString());
        shown.put("days", ChronoUnit.DAYS.between(today, effective));
        return shown;
    }

    /** Each signature with the party whose key made it; one by an unknown key names no party. */
    static List<Object> signatures(SignedAgreement signed, AgreementsHeld agreements) {
        SignedNote note = SignedNote.parse(signed.encode());
        List<Object> shown = new ArrayList<>();
        for (NoteSignature signature : note.signatures()) {
            Map<String, Object> one = new LinkedHashMap<>();
            for (PartyKeys keys : agreements.keys()) {
                for (NoteVerifier key : List.of(keys.ed25519(), keys.mlDsa44())) {
                    if (key.isNamedBy(signature)) {
                        one.put("party", keys.party());
                        one.put("type", Codes.of(key.type()));
                        one.put("valid", key.verify(note.text(), signature));
                    }
                }
            }
            one.put("key", signature.name());
            one.put("keyId", java.util.HexFormat.of().toHexDigits(signature.keyId()));
            shown.add(one);
        }
        return shown;
    }
}
