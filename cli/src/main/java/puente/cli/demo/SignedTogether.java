package puente.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import puente.agreement.DemonstrationAgreement;
import puente.agreement.SignedAgreement;
import puente.cli.SigningKeys;
import puente.ledger.NoteSigner;

/** The demonstration agreement, signed as two parties would: first one with its keys, then the other, then each keeps a copy. */
final class SignedTogether {
    private SignedTogether() {}

    /** Puts the agreement, signed by the keys of both nodes, into both nodes' folders. */
    static void agreement(Path first, Path second) throws IOException {
        Path ofFirst = first.resolve("agreement");
        Path ofSecond = second.resolve("agreement");
        DemonstrationAgreement.copyTo(ofFirst);
        List<NoteSigner> firstKeys = SigningKeys.read(List.of(first));
        List<NoteSigner> secondKeys = SigningKeys.read(List.of(second));
        SigningKeys.sign(ofFirst, firstKeys);
        SigningKeys.sign(ofFirst, secondKeys);
        DemonstrationAgreement.copyTo(ofSecond);
        Files.copy(ofFirst.resolve(SignedAgreement.FILE), ofSecond.resolve(SignedAgreement.FILE));
    }
}
