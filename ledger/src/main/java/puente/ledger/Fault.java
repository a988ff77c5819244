package puente.ledger;

import java.util.Map;

/**
 * Something wrong with a log, a note or a proof, found by verification: as data, to be shown in the reader's language.
 *
 * @param code a key of the catalogue
 * @param position which file of the log, and where in it: {@code checkpoint}, {@code tile/0/000 byte 64}
 * @param arguments what the message's placeholders stand for
 */
public record Fault(String code, String position, Map<String, String> arguments) {
    public Fault {
        arguments = Map.copyOf(arguments);
    }

    static Fault of(String code, String position, Object... namesAndValues) {
        return new Fault(code, position, LedgerException.arguments(namesAndValues));
    }

    static Fault of(LedgerException refusal, String position) {
        String where = position + (position.isEmpty() || refusal.position().isEmpty() ? "" : " ") + refusal.position();
        return new Fault(refusal.code(), where, refusal.arguments());
    }
}
