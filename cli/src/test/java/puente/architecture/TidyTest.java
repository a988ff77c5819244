package puente.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import puente.record.Catalogue;

/** The style of the house, as a test: file length, words that promise instead of doing, dead texts, dead links. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("puente.root")).normalize();

    /** Longest product file; one above {@link #ESSAY_FROM} must open with an essay. */
    private static final int LINES_MAX = 800;

    private static final int ESSAY_FROM = 400;
    private static final int ESSAY_LINES_MIN = 12;
    private static final int TEST_LINES_MAX = 900;

    /** Written in halves so that this file passes its own test. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|for n"
            + "ow\\b|simpli" + "fied|not (yet )?imple" + "mented|place" + "holder text|Unsupported"
            + "OperationException|@Dis" + "abled|assume" + "(True|False|That)\\(");

    private static final Pattern VAGUE = Pattern.compile("catch \\((final )?(Exception|Throwable|RuntimeException) "
            + "|throw new (RuntimeException|Exception|Error)\\(|print" + "StackTrace");

    private static final Pattern FOREIGN = Pattern.compile(
            "/wo" + "rk/|/tm" + "p/w|/ro" + "ot/|repo\\.mav" + "en|registry\\.np" + "mjs|deb\\.deb" + "ian");

    private static Stream<Path> files(String... endings) throws IOException {
        return Files.walk(ROOT)
                .filter(Files::isRegularFile)
                .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .filter(file -> Stream.of("target", ".git", "node_modules", ".puente", ".cifuzz-corpus")
                        .noneMatch(part -> contains(ROOT.relativize(file), part)));
    }

    private static boolean contains(Path file, String part) {
        for (Path each : file) {
            if (each.toString().equals(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTest(Path file) {
        return contains(ROOT.relativize(file), "test");
    }

    @Test
    void files_areShort_orOpenWithAnEssay() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files(".java").toList()) {
            List<String> lines = Files.readAllLines(file);
            int most = isTest(file) ? TEST_LINES_MAX : LINES_MAX;
            if (lines.size() > most) {
                findings.add(file + ": " + lines.size() + " lines, at most " + most);
            }
            long essay = lines.stream()
                    .dropWhile(line -> !line.startsWith("/**"))
                    .takeWhile(line -> !line.startsWith(" */"))
                    .count();
            if (!isTest(file) && lines.size() > ESSAY_FROM && essay < ESSAY_LINES_MIN) {
                findings.add(file + ": " + lines.size() + " lines without an opening essay");
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void nothing_promisesInsteadOfDoing() throws IOException {
        assertThat(linesMatching(UNFINISHED, files(".java", ".yaml", ".xml", ".md", ".sql")))
                .isEmpty();
    }

    @Test
    void errors_areNamed() throws IOException {
        assertThat(linesMatching(VAGUE, files(".java").filter(file -> !isTest(file))))
                .isEmpty();
    }

    @Test
    void theProject_speaksOfItselfAlone() throws IOException {
        assertThat(linesMatching(FOREIGN, files(".java", ".yaml", ".xml", ".md", ".sql", ".json", "puente", "run")))
                .isEmpty();
    }

    private static List<String> linesMatching(Pattern pattern, Stream<Path> files) throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files.toList()) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (pattern.matcher(line).find()) {
                    findings.add(ROOT.relativize(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        return findings;
    }

    @Test
    void everyRoom_saysWhatItIsFor() throws IOException {
        List<String> rooms = new ArrayList<>(ArchitectureTest.ROOMS);
        rooms.add(ArchitectureTest.APART);
        for (String room : rooms) {
            Path file = ROOT.resolve(room + "/src/main/java/puente/" + room + "/package-info.java");
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .contains("@NullMarked")
                    .hasSizeGreaterThan(300);
        }
        for (Path folder : files(".java")
                .filter(file -> !isTest(file))
                .map(Path::getParent)
                .distinct()
                .toList()) {
            assertThat(folder.resolve("package-info.java")).exists();
        }
    }

    private static final Pattern PROBLEM = Pattern.compile("(?:Problem\\.of|new Problem)\\(\\s*\"([^\"]+)\"");

    @Test
    void everyProblem_isInTheCatalogue_andEveryTextIsUsed() throws IOException {
        StringBuilder sources = new StringBuilder();
        List<String> unknown = new ArrayList<>();
        Set<String> codes = Catalogue.standard().codes();
        for (Path file : files(".java").filter(file -> !isTest(file)).toList()) {
            String source = Files.readString(file);
            sources.append(source);
            Matcher problem = PROBLEM.matcher(source);
            while (problem.find()) {
                if (!codes.contains(problem.group(1)) && !problem.group(1).endsWith(".")) {
                    unknown.add(file.getFileName() + ": " + problem.group(1));
                }
            }
        }
        assertThat(unknown).as("codes used but not in the catalogue").isEmpty();

        // A code may also be composed from a literal prefix and a name ("record.tlp." + name): the prefix counts as
        // use.
        String all = sources.toString();
        TreeMap<String, Boolean> dead = new TreeMap<>();
        for (String code : codes) {
            // The page's texts are used by its own sources: the npm build fails over one that is not.
            if (code.startsWith("web.")) {
                continue;
            }
            boolean used = all.contains("\"" + code + "\"");
            for (int dot = code.lastIndexOf('.'); !used && dot > 0; dot = code.lastIndexOf('.', dot - 1)) {
                used = all.contains("\"" + code.substring(0, dot + 1) + "\"");
            }
            if (!used) {
                dead.put(code, true);
            }
        }
        assertThat(dead.keySet()).as("texts that nothing shows").isEmpty();
    }

    @Test
    void placeholders_areTheSameInBothLanguages() {
        Catalogue catalogue = Catalogue.standard();
        assertThat(catalogue.codes()).isNotEmpty();
        for (String code : catalogue.codes()) {
            assertThat(placeholders(catalogue.text(code, puente.record.Language.ES)))
                    .as(code)
                    .isEqualTo(placeholders(catalogue.text(code, puente.record.Language.EN)));
        }
    }

    private static Set<String> placeholders(String text) {
        Set<String> names = new java.util.TreeSet<>();
        Matcher matcher = Pattern.compile("\\{([a-zA-Z]+)}").matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void linksBetweenDocuments_lead() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path file : files(".md").toList()) {
            Matcher link = LINK.matcher(Files.readString(file));
            while (link.find()) {
                if (!Files.exists(file.getParent().resolve(link.group(1)))) {
                    dead.add(ROOT.relativize(file) + " → " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }
}
