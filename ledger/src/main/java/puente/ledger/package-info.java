/**
 * Transparency logs after the C2SP standards: leaves, tiles, signed notes, checkpoints, cosignatures, proofs, policies, a
 * witness, a writer with group commit and a verifier of whole logs. Everything here is about bytes: what an entry means is
 * nobody's business in this room, so that anyone's tool can check our logs and ours can check anyone's.
 *
 * <p>May depend on nothing of Puente, only on BouncyCastle's Ed25519 and the JDK. Called by {@code agreement} (signed notes),
 * {@code store} (keeps tiles in PostgreSQL), {@code exchange} (channels), {@code node} (journal, witness) and {@code cli}
 * ({@code log verify}).
 */
@NullMarked
package puente.ledger;

import org.jspecify.annotations.NullMarked;
