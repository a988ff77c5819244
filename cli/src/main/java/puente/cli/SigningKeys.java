package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import puente.agreement.Agreement;
import puente.agreement.SignedAgreement;
import puente.ledger.KeyFile;
import puente.ledger.NoteSigner;
import puente.record.Kinds;

/** The private keys with which a party signs agreements, and the act of signing. */
public final class SigningKeys {
    /** Where a node's folder keeps the two keys that sign agreements. */
    private static final List<String> NODE_KEYS = List.of("keys/ed25519.key", "keys/ml-dsa-44.key");

    private SigningKeys() {}

    /** The private keys of node folders and key files. */
    public static List<NoteSigner> read(List<Path> places) throws IOException {
        List<NoteSigner> signers = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                for (String each : NODE_KEYS) {
                    signers.add(KeyFile.read(place.resolve(each)));
                }
            } else {
                signers.add(KeyFile.read(place));
            }
        }
        return signers;
    }

    /** Signs the agreement of a folder, beside the signatures it has. */
    public static SignedAgreement sign(Path folder, List<NoteSigner> signers) {
        SignedAgreement signed;
        if (Files.exists(folder.resolve(SignedAgreement.FILE))) {
            signed = SignedAgreement.load(folder, Kinds.standard()).signedBy(signers);
        } else {
            signed = SignedAgreement.sign(Agreement.load(folder), signers);
        }
        signed.save(folder);
        return signed;
    }
}
