package puente.record.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import puente.record.Kind;
import puente.record.Kinds;

/** The lists of codes are data: each loads, each is used, and each label leads back to its code. */
class CodeListTest {
    private static List<String> names() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(CodeList.class.getResource("/puente/record/codes/drug.yaml"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyList_resolvesItsCodes_inBothLanguages() throws IOException, URISyntaxException {
        for (String name : names()) {
            CodeList list = CodeList.named(name);
            assertThat(list.name()).isEqualTo(name);
            assertThat(list.codes()).isNotEmpty();
            list.codes().forEach((code, label) -> {
                assertThat(list.resolve(code)).contains(code);
                assertThat(list.resolve(" " + code.toUpperCase(java.util.Locale.ROOT)))
                        .as(name)
                        .contains(code);
                // A label either leads to its own code, or is shared and so leads nowhere, or is itself another code.
                if (!list.codes().containsKey(label.en())) {
                    assertThat(list.resolve(label.en()).orElse(code)).as(name).isEqualTo(code);
                }
                assertThat(list.resolve(label.es()).orElse(code)).as(name).isEqualTo(code);
            });
        }
    }

    @Test
    void aSign_isAName() {
        assertThat(CodeList.named("unit").resolve("%")).contains("percent");
        assertThat(CodeList.named("unit").resolve(" ")).isEmpty();
        assertThat(CodeList.named("unit").resolve("…")).isEmpty();
    }

    @Test
    void everyList_isUsed() throws IOException, URISyntaxException {
        List<String> usedByTypes = List.of("unit", "currency", "document-type", "country");
        List<String> usedByKinds = Kinds.standard().all().stream()
                .map(Kind::fields)
                .flatMap(List::stream)
                .map(field -> field.type().name())
                .filter(type -> type.startsWith("code("))
                .map(type -> type.substring("code(".length(), type.length() - 1))
                .distinct()
                .toList();
        assertThat(Stream.concat(usedByTypes.stream(), usedByKinds.stream())).containsAll(names());
    }

    @Test
    void everyUnit_hasADimensionAndAnExactFactor_andEveryCurrencyItsDigits() {
        CodeList units = CodeList.named("unit");
        for (String unit : units.codes().keySet()) {
            assertThat(Quantities.dimension(unit)).as(unit).isNotEmpty();
            assertThat(new BigDecimal(units.attribute(unit, "factor"))).as(unit).isPositive();
        }
        CodeList currencies = CodeList.named("currency");
        for (String currency : currencies.codes().keySet()) {
            assertThat(currencies.attribute(currency, "digits")).as(currency).matches("[0-3]");
        }
        assertThat(units.attribute("stone", "factor")).isEmpty();
    }

    @Test
    void missingList_isAProgrammingError() {
        assertThatIllegalArgumentException().isThrownBy(() -> CodeList.named("nothing"));
    }
}
