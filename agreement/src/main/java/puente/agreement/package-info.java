/**
 * Parties, purposes, clauses, decisions, signatures and replay: what may be done with a record, and why.
 *
 * <p>An agreement is a folder that a lawyer and the engine both read. This room parses it, checks it, hashes it, signs it,
 * keeps the register of which one is in force, and decides questions under it. It knows nothing of where records live. It
 * depends on {@code record} (what clauses speak of) and {@code ledger} (how the parties sign), and on nothing above them;
 * the exchange asks it before anything enters a channel, and the node before anything is read, exported or answered.
 */
@NullMarked
package puente.agreement;

import org.jspecify.annotations.NullMarked;
