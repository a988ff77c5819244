package puente.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.node.NodeConfiguration;
import puente.node.TaxiiAccounts;
import puente.record.Agency;

/** {@code puente taxii account}: makes a TAXII account of a node, or gives it another password, and prints the password once. */
@Command(name = "account")
final class TaxiiAccount implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "USER", descriptionKey = "USER")
    private String user = "";

    @Option(names = "--folder", paramLabel = "FOLDER", required = true)
    private Path folder = Path.of(".");

    @Option(names = "--agency", paramLabel = "PARTY/AGENCY", required = true, descriptionKey = "for")
    private String agency = "";

    @Option(names = "--purpose", paramLabel = "PURPOSE", split = ",")
    private List<String> purposes = List.of();

    @Option(names = "--write")
    private boolean write;

    TaxiiAccount(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        NodeConfiguration configuration = NodeConfiguration.load(folder);
        String password = TaxiiAccounts.create(
                configuration.folder(),
                user,
                new Agency(agency),
                new LinkedHashSet<>(purposes),
                write,
                new SecureRandom());
        console.say("cli.taxii.account", "user", user);
        console.line(password);
        return Exit.DONE;
    }
}
