package puente.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.agreement.SignedAgreement;
import puente.ledger.NoteSigner;

/** {@code puente agreement sign}: adds a party's signatures to an agreement; the other party's stay. */
@Command(name = "sign")
final class AgreementSign implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FOLDER", descriptionKey = "FOLDER")
    private Path folder = Path.of(".");

    @Option(names = "--key", paramLabel = "FOLDER|FILE", required = true)
    private List<Path> keys = List.of();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    AgreementSign(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<NoteSigner> signers = SigningKeys.read(keys);
        SignedAgreement signed = SigningKeys.sign(folder, signers);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("agreement", signed.agreement().id());
            object.put("version", signed.agreement().version());
            object.put("hash", signed.agreement().hash().hex());
            object.put("signedBy", signers.stream().map(NoteSigner::vkey).toList());
            console.json(object);
        } else {
            console.say(
                    "cli.agreement.signed",
                    "agreement",
                    signed.agreement().id(),
                    "version",
                    signed.agreement().version(),
                    "hash",
                    signed.agreement().hash().hex(),
                    "file",
                    folder.resolve(SignedAgreement.FILE));
        }
        return Exit.DONE;
    }
}
