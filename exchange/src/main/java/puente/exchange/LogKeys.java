package puente.exchange;

import java.util.Optional;
import puente.ledger.NoteSigner;

/** The private keys with which this node signs its logs; a rotation adds one, and the old one stays as long as it is needed. */
@FunctionalInterface
public interface LogKeys {
    /** The signer of a verifier key, if this node holds it. */
    Optional<NoteSigner> signer(String vkey);
}
