package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import puente.record.Language;

/** What anyone meets first: help, languages, and mistakes on the command line. */
class UsageTest {
    /** Every command line that names a command, for instance {@code [agreement, sign]}; the empty one is {@code puente}. */
    static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Commands.of(new Console(System.out, System.err, Language.EN, false)), List.of(), all);
        return all;
    }

    private static void collect(CommandLine line, List<String> path, List<List<String>> all) {
        all.add(path);
        line.getSubcommands().forEach((name, each) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(each, longer, all);
        });
    }

    private static String[] with(List<String> path, String... more) {
        List<String> arguments = new ArrayList<>(path);
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_showsAnExample_inBothLanguages_andExitsWith0(List<String> command) {
        Run english = Run.in(Language.EN, with(command, "--help"));
        Run spanish = Run.in(Language.ES, with(command, "--help"));
        assertThat(english.exit()).isEqualTo(Exit.DONE);
        assertThat(english.out()).contains("Usage: ", "Example:", "puente").doesNotContain("Uso: ");
        assertThat(spanish.exit()).isEqualTo(Exit.DONE);
        assertThat(spanish.out()).contains("Uso: ", "Ejemplo:").doesNotContain("Usage: ");
        assertThat(english.err() + spanish.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndArgument_isExplained_inBothLanguages(List<String> command) {
        for (Language language : Language.values()) {
            CommandLine line = Commands.of(new Console(System.out, System.err, language, false));
            for (String name : command) {
                line = line.getSubcommands().get(name);
            }
            line.getCommandSpec()
                    .args()
                    .forEach(argument -> assertThat(argument.description())
                            .as("%s %s %s", language, command, argument.paramLabel())
                            .isNotEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anUnknownOption_isRefused_withTheCodeAndWhereHelpIs(List<String> command) {
        Run run = Run.of(with(command, "--no-such-option"));
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("[cli.usage.").contains("--help").doesNotContain("\tat ");
    }

    @Test
    void aGroupWithoutCommand_isRefused() {
        assertThat(Run.of().exit()).isEqualTo(Exit.USAGE);
        assertThat(Run.of().err()).contains("[cli.usage.missing-command]");
    }

    @Test
    void anUnknownCommand_isRefused_inTheReadersLanguage() {
        Run run = Run.in(Language.ES, "volar");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("'puente' no entiende 'volar'");
    }

    @Test
    void aBadValue_isNamed() {
        Run run = Run.of("search", "--limit", "many");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("'many' cannot be a value of --limit");
    }

    @Test
    void testAndBench_referToTheLauncher() {
        assertThat(Run.of("test").exit()).isEqualTo(Exit.USAGE);
        assertThat(Run.of("bench").err()).contains("./puente bench");
    }

    @Test
    void language_isChosenByOption_thenByLocale() {
        assertThat(Languages.choose(new String[] {"search", "--lang", "es"}, Map.of("LC_ALL", "en_US.UTF-8")))
                .isEqualTo(Language.ES);
        assertThat(Languages.choose(new String[] {"--lang=en"}, Map.of("LANG", "es_MX.UTF-8")))
                .isEqualTo(Language.EN);
        assertThat(Languages.choose(new String[0], Map.of("LC_ALL", "es_MX.UTF-8", "LANG", "en_US.UTF-8")))
                .isEqualTo(Language.ES);
        assertThat(Languages.choose(new String[0], Map.of("LC_ALL", "", "LANG", "es_MX")))
                .isEqualTo(Language.ES);
        assertThat(Languages.choose(new String[0], Map.of("LANG", "C.UTF-8"))).isEqualTo(Language.EN);
    }

    @Test
    void aNodeThatIsNotThere_isSaid_andExitsWith3() {
        Run run = Run.of("search", "x", "--node", "http://localhost:1");
        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(run.err()).contains("[cli.node.unreachable]");
    }
}
