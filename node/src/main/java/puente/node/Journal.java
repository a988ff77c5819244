package puente.node;

import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import puente.exchange.NodeKeys;
import puente.ledger.LedgerException;
import puente.ledger.Log;
import puente.ledger.LogStoppedException;
import puente.ledger.LogStorage;
import puente.ledger.NoteSigner;
import puente.node.signin.Caller;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A node's own log of every decision, read, import and start: what it did, for whom, for which purpose. It names records by
 * their id and never holds their content, for a log cannot forget.
 *
 * <p>An act is answered only once its entry is durable under a signed checkpoint: an unjournaled read does not exist. Entries
 * are canonical JSON with at least {@code act}, {@code agency} and {@code at}, and with who called: {@code officer} and
 * {@code role} of a person, {@code client} of a program.
 */
final class Journal implements Opened.Closing {
    private final Log log;
    private final InstantSource clock;

    private Journal(Log log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Opens, or begins, the journal; refuses one that other keys signed. */
    static Journal open(NodeKeys keys, LogStorage storage, InstantSource clock) {
        NoteSigner signer = keys.journal();
        try {
            return new Journal(Log.open(signer.name(), List.of(signer), storage, clock), clock);
        } catch (LedgerException foreign) {
            throw new ProblemException(Problem.of("node.start.journal", foreign.position(), "reason", foreign));
        } catch (IOException unreadable) {
            throw new ProblemException(Problem.of("node.start.journal", "", "reason", unreadable));
        }
    }

    /** Writes an act and waits until it is durable; returns its index. */
    long write(String act, Agency agency, Map<String, Object> details) {
        return await(begin(act, agency, details));
    }

    /** Begins to write an act; {@link #await} before anything is answered. */
    CompletableFuture<Long> begin(String act, Agency agency, Map<String, Object> details) {
        Map<String, Object> entry = new TreeMap<>(details);
        Caller.current().describe(entry);
        entry.put("act", act);
        entry.put("agency", agency.code());
        entry.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        return log.append(CanonicalJson.write(entry));
    }

    static long await(CompletableFuture<Long> entry) {
        try {
            return entry.join();
        } catch (CompletionException failed) {
            throw stopped(failed);
        }
    }

    private static ProblemException stopped(CompletionException failed) {
        String reason = failed.getCause() instanceof LogStoppedException stopped
                ? String.valueOf(stopped.getMessage())
                : String.valueOf(failed.getCause());
        return new ProblemException(Problem.of("node.journal.stopped", "", "reason", reason));
    }

    byte[] checkpoint() {
        return log.checkpoint().encode();
    }

    long size() {
        return log.checkpoint().checkpoint().size();
    }

    @Override
    public void close() {
        log.close();
    }
}
