package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue has a text for each refusal that this room can make, and for nothing else. */
class CatalogueCodesTest {
    private static final Path MODULE = Path.of(System.getProperty("puente.root"), "ledger", "src", "main");

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    @Test
    void codesInTheSource_areThoseOfTheCatalogue() throws IOException {
        Set<String> used = new TreeSet<>();
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(MODULE.resolve("java"))) {
            sources = walk.filter(each -> each.toString().endsWith(".java")).toList();
        }
        Pattern inSource = Pattern.compile("\"(ledger\\.[a-z]+\\.[a-z-]+)\"");
        for (Path source : sources) {
            used.addAll(found(inSource, Files.readString(source)));
        }
        String catalogue = Files.readString(MODULE.resolve("resources/META-INF/puente/catalogue.yaml"));
        Set<String> written = found(Pattern.compile("(?m)^(ledger\\.[a-z]+\\.[a-z-]+):$"), catalogue);
        assertThat(written).hasSizeGreaterThan(40).isEqualTo(used);
    }
}
