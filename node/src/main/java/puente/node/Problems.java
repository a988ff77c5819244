package puente.node;

import puente.ledger.Fault;
import puente.ledger.LedgerException;
import puente.record.Problem;
import puente.record.ProblemException;

/** What rooms that may not know the catalogue say, as problems. */
final class Problems {
    private Problems() {}

    static ProblemException of(LedgerException malformed) {
        return new ProblemException(new Problem(malformed.code(), malformed.position(), malformed.arguments()));
    }

    static ProblemException of(Fault fault) {
        return new ProblemException(new Problem(fault.code(), fault.position(), fault.arguments()));
    }
}
