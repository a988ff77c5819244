package puente.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import puente.record.Agency;
import puente.store.Disclosure;
import puente.store.RecordQuery;

/**
 * What one request for disclosures asks for.
 *
 * @param filter chooses own records; empty where ids are listed
 */
record Wish(
        List<UUID> records,
        Optional<RecordQuery.Builder> filter,
        Agency recipient,
        String purpose,
        String unit,
        Set<String> approvals,
        boolean originatorConsent,
        List<Disclosure.Evidence> evidence) {

    /** Reads a request for disclosures, strictly. */
    static Wish parse(RequestObject request) {
        List<String> ids = new ArrayList<>(request.texts("records"));
        request.text("record").ifPresent(ids::add);
        Optional<RequestObject> filterObject = request.object("filter");
        if (ids.isEmpty() == filterObject.isEmpty()) {
            request.refuse("records", "record, records, filter");
        }
        String to = request.required("to");
        String purpose = request.required("purpose");
        String unit = request.text("unit").orElse("");
        List<String> approvals = request.texts("approvals");
        boolean consent = request.flag("originatorConsent");
        List<Disclosure.Evidence> evidence = evidence(request);
        request.finish();
        return new Wish(
                ids.stream()
                        .distinct()
                        .map(id -> RecordJson.uuid(id, "/records"))
                        .toList(),
                filterObject.map(RecordQueries::filter),
                new Agency(to),
                purpose,
                unit,
                new TreeSet<>(approvals),
                consent,
                evidence);
    }

    private static List<Disclosure.Evidence> evidence(RequestObject request) {
        List<Disclosure.Evidence> files = new ArrayList<>();
        for (String file : request.texts("evidence")) {
            String[] parts = file.split(":", 2);
            if (parts.length == 2 && parts[0].matches("[0-9a-f]{64}") && parts[1].matches("\\d{1,18}")) {
                files.add(new Disclosure.Evidence(parts[0], Long.parseLong(parts[1])));
            } else {
                request.refuse("evidence", "sha256:length");
            }
        }
        return files;
    }
}
