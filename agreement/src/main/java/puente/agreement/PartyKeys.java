package puente.agreement;

import puente.ledger.NoteVerifier;
import puente.ledger.SignatureType;

/**
 * The two public keys with which a party signs agreements. Both must sign: Ed25519 because everyone can check it,
 * ML-DSA-44 because an agreement is still read when Ed25519 can be forged.
 *
 * @param party the party's code
 * @param ed25519 of type {@link SignatureType#ED25519}
 * @param mlDsa44 of type {@link SignatureType#ML_DSA_44}
 */
public record PartyKeys(String party, NoteVerifier ed25519, NoteVerifier mlDsa44) {
    public PartyKeys {
        if (ed25519.type() != SignatureType.ED25519 || mlDsa44.type() != SignatureType.ML_DSA_44) {
            throw new IllegalArgumentException("keys of " + party + ": " + ed25519.type() + ", " + mlDsa44.type());
        }
    }
}
