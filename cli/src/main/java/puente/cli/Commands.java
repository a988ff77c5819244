package puente.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import puente.cli.demo.DemoCommand;

/** The whole command, put together by constructor. */
final class Commands {
    private Commands() {}

    static CommandLine of(Console console) {
        CommandLine line = new CommandLine(new Puente())
                .addSubcommand(new InitCommand(console))
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new SearchCommand(console))
                .addSubcommand(new NamesCommand(console))
                .addSubcommand(new LinkCommand(console))
                .addSubcommand(new CommandLine(new Agreement())
                        .addSubcommand(new AgreementSign(console))
                        .addSubcommand(new AgreementVerify(console))
                        .addSubcommand(new AgreementExplain(console))
                        .addSubcommand(new AgreementReplay(console)))
                .addSubcommand(new CommandLine(new Channel()).addSubcommand(new ChannelStatus(console)))
                .addSubcommand(new CommandLine(new Log()).addSubcommand(new LogVerify(console)))
                .addSubcommand(new CommandLine(new Taxii())
                        .addSubcommand(new TaxiiAccount(console))
                        .addSubcommand(new TaxiiPull(console)))
                .addSubcommand(new CommandLine(new Measure())
                        .addSubcommand(new MeasureForecast(console))
                        .addSubcommand(new MeasureDetect(console))
                        .addSubcommand(new MeasureEvaluate(console))
                        .addSubcommand(new MeasureRelate(console))
                        .addSubcommand(new MeasureFunds(console))
                        .addSubcommand(new MeasureReport(console)))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new BackupCommand(console))
                .addSubcommand(new RestoreCommand(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new LauncherCommands.Test(console))
                .addSubcommand(new LauncherCommands.Bench(console));
        line.setResourceBundle(new HelpTexts(console.language()));
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setUsageHelpWidth(110);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** A group of commands, which does nothing by itself. */
    private abstract static class Group implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() {
            throw UsageErrors.noCommand(spec.commandLine());
        }

        Common common() {
            return common;
        }
    }

    @Command(name = "puente", versionProvider = Version.class)
    private static final class Puente extends Group {
        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                descriptionKey = "version")
        private boolean version;

        boolean version() {
            return version;
        }
    }

    @Command(name = "agreement")
    private static final class Agreement extends Group {}

    @Command(name = "channel")
    private static final class Channel extends Group {}

    @Command(name = "log")
    private static final class Log extends Group {}

    @Command(name = "measure")
    private static final class Measure extends Group {}

    @Command(name = "taxii")
    private static final class Taxii extends Group {}
}
