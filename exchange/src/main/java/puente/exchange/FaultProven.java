package puente.exchange;

import java.util.Map;
import java.util.TreeMap;

/** The partner's own signature proves a fault: the channel stops at once. */
final class FaultProven extends Exception {
    private static final long serialVersionUID = 1L;

    final Fault fault;
    final long entry;
    final transient Map<String, String> arguments;
    final transient byte[] evidence;

    FaultProven(Fault fault, long entry, byte[] evidence, Object... namesAndValues) {
        super(fault + " at " + entry);
        this.fault = fault;
        this.entry = entry;
        this.evidence = evidence;
        this.arguments = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            arguments.put(namesAndValues[at].toString(), namesAndValues[at + 1].toString());
        }
    }
}
