package puente.agreement;

import java.util.HashMap;
import java.util.Map;
import puente.record.Agency;

/** What conditions see of the agencies of one agreement, made once. Immutable. */
final class AgencyViews {
    private final Map<Agency, Map<String, Map<String, Object>>> views = new HashMap<>();

    AgencyViews(Map<Agency, Member> members) {
        members.forEach((agency, member) -> {
            Map<String, Map<String, Object>> units = new HashMap<>();
            member.units().forEach((unit, facts) -> units.put(unit, view(agency, unit, facts)));
            units.put("", view(agency, "", member.facts()));
            views.put(agency, units);
        });
    }

    /** A unit that the agreement does not name has no facts: neither vetting nor assurances are inherited by a guess. */
    Map<String, Object> of(Agency agency, String unit) {
        Map<String, Map<String, Object>> units = views.get(agency);
        Map<String, Object> known = units == null ? null : units.get(unit);
        return known == null ? view(agency, unit, Member.Facts.NONE) : known;
    }

    private static Map<String, Object> view(Agency agency, String unit, Member.Facts facts) {
        Map<String, Object> view = new HashMap<>();
        view.put("agency", agency.code());
        view.put("party", agency.party());
        view.put("unit", unit);
        facts.vettedUntil().ifPresent(until -> view.put("vettedUntil", until.toString()));
        view.put("assurances", facts.assurances().stream().toList());
        return view;
    }
}
