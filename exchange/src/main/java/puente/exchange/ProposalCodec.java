package puente.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import puente.agreement.Action;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.RecordCodec;
import puente.store.Disclosure.Evidence;

/**
 * A proposal that waits for a person, as this node keeps it for itself: a length (uint32), so many bytes of JSON, and the
 * canonical record.
 */
final class ProposalCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProposalCodec() {}

    static byte[] encode(Proposal proposal) {
        Map<String, Object> json = new TreeMap<>();
        json.put("action", proposal.action().code());
        json.put("actor", proposal.actor().code());
        json.put("recipient", proposal.recipient().code());
        json.put("purpose", proposal.purpose());
        json.put("unit", proposal.unit());
        json.put("officer", proposal.officer());
        json.put("approvals", List.copyOf(new TreeSet<>(proposal.approvals())));
        json.put("consent", proposal.originatorConsent());
        json.put(
                "evidence",
                proposal.evidence().stream()
                        .map(file -> file.sha256() + " " + file.length())
                        .toList());
        byte[] envelope = CanonicalJson.write(json);
        byte[] record = RecordCodec.standard().canonical(proposal.record());
        return ByteBuffer.allocate(Integer.BYTES + envelope.length + record.length)
                .putInt(envelope.length)
                .put(envelope)
                .put(record)
                .array();
    }

    static Proposal decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] envelope = new byte[in.getInt()];
        in.get(envelope);
        byte[] record = new byte[in.remaining()];
        in.get(record);
        try {
            JsonNode json = JSON.readTree(envelope);
            Set<String> approvals = new TreeSet<>();
            json.get("approvals").forEach(each -> approvals.add(each.asText()));
            List<Evidence> evidence = new ArrayList<>();
            json.get("evidence").forEach(each -> {
                String[] parts = each.asText().split(" ", 2);
                evidence.add(new Evidence(parts[0], Long.parseLong(parts[1])));
            });
            return new Proposal(
                    Action.of(json.get("action").asText()).orElseThrow(),
                    new Agency(json.get("actor").asText()),
                    new Agency(json.get("recipient").asText()),
                    RecordCodec.standard().parse(record),
                    json.get("purpose").asText(),
                    json.get("unit").asText(),
                    json.get("officer").asText(),
                    approvals,
                    json.get("consent").asBoolean(),
                    evidence);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a kept proposal is damaged", unreadable);
        }
    }
}
