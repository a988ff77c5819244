package puente.node;

import java.util.Optional;
import java.util.Set;
import puente.node.signin.Clients;
import puente.record.Agency;

/**
 * Who a TAXII client is. The routes ask nothing else about authority: what an account may read is then decided by agreement and
 * handling, as for any other export.
 *
 * <p>Two implementations meet here: {@link TaxiiAccounts}, accounts of programs in the node's folder, and whatever signs people and
 * programs in elsewhere and knows bearer tokens; {@link #or} asks one after the other.
 */
interface TaxiiAccess {
    /** What a request shows to say who it is. */
    sealed interface Credentials {
        /** Whom they name, proven or not; never with a secret. */
        default String name() {
            return switch (this) {
                case Password password -> password.user();
                case Bearer bearer -> Clients.named(bearer.token());
                case Certificate certificate -> certificate.sha256();
            };
        }

        /** HTTP Basic (RFC 7617). */
        record Password(String user, String password) implements Credentials {
            /** Never with the password. */
            @Override
            public String toString() {
                return "password of " + user;
            }
        }

        /** A bearer token (RFC 6750). */
        record Bearer(String token) implements Credentials {
            /** Never with the token. */
            @Override
            public String toString() {
                return "bearer token";
            }
        }

        /** A client certificate that the listener has verified, by the SHA-256 of its DER form in lower-case hex. */
        record Certificate(String sha256) implements Credentials {}
    }

    /**
     * A program that may use TAXII.
     *
     * @param user what it is called; the journal names it
     * @param agency for whom it acts: an agency of this node
     * @param purposes whose collections of records it sees; {@code *} stands for all
     * @param write whether it may add objects and delete them
     */
    record Account(String user, Agency agency, Set<String> purposes, boolean write) {
        static final String EVERY_PURPOSE = "*";

        public Account {
            purposes = Set.copyOf(purposes);
        }

        boolean sees(String purpose) {
            return purposes.contains(EVERY_PURPOSE) || purposes.contains(purpose);
        }
    }

    /** The account that these credentials prove; empty where they prove none. */
    Optional<Account> account(Credentials credentials);

    /** This one first, then another. */
    default TaxiiAccess or(TaxiiAccess other) {
        return credentials -> account(credentials).or(() -> other.account(credentials));
    }
}
