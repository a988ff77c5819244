package puente.cli;

import picocli.CommandLine.Option;

/** Options that every command has. */
public final class Common {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    private boolean help;

    @Option(names = "--lang", paramLabel = "es|en", descriptionKey = "lang")
    private String language = "";

    /** The language asked for, empty where the environment decides; already honoured when the command runs. */
    String language() {
        return language;
    }

    boolean help() {
        return help;
    }
}
