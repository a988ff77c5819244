package puente.gateway.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import puente.gateway.Indicators;
import puente.gateway.Mapping;
import puente.gateway.Outcome;
import puente.gateway.Samples;
import puente.gateway.Source;
import puente.record.Catalogue;

class GatewayTest {
    private static final Path MODULE = Path.of(System.getProperty("puente.root", ".."), "gateway", "src", "main");

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyMappingInTheFolder_isBundled() {
        Set<String> inFolder = files(MODULE.resolve("resources/puente/gateway/mappings")).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());

        assertThat(Gateway.standard().mappings().all()).hasSameSizeAs(inFolder);
        assertThat(inFolder)
                .isEqualTo(Gateway.standard().mappings().all().stream()
                        .map(mapping -> mapping.id().replace('.', '-') + ".yaml")
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyDeclaredIndicator_isFilledByABundledMapping_orAwaitedInPublic() {
        String mappings = files(MODULE.resolve("resources/puente/gateway/mappings")).stream()
                .map(GatewayTest::text)
                .collect(Collectors.joining());

        assertThat(Indicators.standard().all())
                .anyMatch(indicator -> mappings.contains("{constant: " + indicator.code() + "}"))
                .allMatch(
                        indicator -> mappings.contains("{constant: " + indicator.code() + "}") || indicator.isPublic());
    }

    @Test
    void everyCodeInTheSource_isInTheCatalogue_andEveryCodeOfTheCatalogueIsUsed() {
        Pattern code = Pattern.compile("\"(gateway\\.[a-z]+\\.[a-z0-9-]+)\"");
        Set<String> used = new TreeSet<>();
        files(MODULE.resolve("java"))
                .forEach(file -> code.matcher(text(file)).results().forEach(match -> used.add(match.group(1))));

        assertThat(used)
                .isEqualTo(Catalogue.standard().codes().stream()
                        .filter(each -> each.startsWith("gateway."))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void linesOfRecords_needNoMapping_andANamedMappingIsTaken() {
        var records = PublicFiles.run(Gateway.standard(), Scenario.source("mx"), Optional.empty());
        assertThat(records.summary().mapping()).isEqualTo("records");

        Source renamed = Source.ofBytes("x.csv", bytes("monthly_crossings_2008_2025.csv"));
        assertThat(PublicFiles.run(Gateway.standard(), renamed, Optional.of("us.cbp.crossings-tx"))
                        .summary()
                        .importedRows())
                .isEqualTo(3);
        assertThat(Samples.refusal(() -> PublicFiles.run(Gateway.standard(), renamed, Optional.of("us.cbp.colours")))
                        .code())
                .isEqualTo("gateway.mapping.unknown");
        assertThat(Samples.refusal(() -> PublicFiles.run(Source.ofBytes("x.csv", new byte[] {'a', '\n'})))
                        .code())
                .isEqualTo("gateway.mapping.none");
    }

    @Test
    void aNewValueInAPublicFile_isQuarantined_notGuessed() {
        String file = new String(bytes("cbp-nationwide-encounters-fy20-fy23-state.csv"), StandardCharsets.UTF_8)
                .replace("VENEZUELA", "ATLANTIS");
        var result =
                PublicFiles.run(Source.ofBytes("cbp-nationwide-encounters-fy20-fy24-state.csv", Samples.bytes(file)));

        assertThat(result.summary().quarantinedRows()).isEqualTo(1);
        assertThat(result.summary().importedRows()).isEqualTo(2);
    }

    @Test
    void aBadCellOfAnUnpivotedColumn_quarantinesItsRow_andNamesTheColumn() {
        String file = new String(bytes("usbp_monthly_encounters_fy2000-fy2020.csv"), StandardCharsets.UTF_8)
                .replace("|80|90|", "|eighty|90|")
                .replace("|9|11|2000|2000", "|10|12|2000|2000");
        var result = PublicFiles.run(Source.ofBytes("usbp_monthly_encounters_fy2000-fy2020.csv", Samples.bytes(file)));

        assertThat(result.outcomes()).hasSize(2).first().isInstanceOfSatisfying(Outcome.Quarantined.class, row -> {
            assertThat(row.faults()).extracting(Outcome.Fault::column).containsExactly("tucson");
            assertThat(row.faults().getFirst().problem().code()).isEqualTo("gateway.cell.number");
            assertThat(row.faults().getFirst().problem().arguments()).containsEntry("column", "tucson");
        });
        assertThat(result.outcomes())
                .last()
                .isInstanceOfSatisfying(
                        Outcome.Quarantined.class,
                        row -> assertThat(row.faults())
                                .extracting(fault -> fault.problem().code())
                                .containsOnly("gateway.row.total"));
    }

    @Test
    void coordinatesThatAreNone_andAreasThatAreUnknown_areQuarantined() {
        String file = new String(bytes("crossings_coordinates.csv"), StandardCharsets.UTF_8)
                .replace("27.5,", "127.5,")
                .replace("Boquillas", "Atlantis");
        var result = PublicFiles.run(Source.ofBytes("crossings_coordinates.csv", Samples.bytes(file)));

        assertThat(result.outcomes())
                .extracting(outcome -> ((Outcome.Quarantined) outcome).faults().getFirst())
                .extracting(fault -> fault.column() + " " + fault.problem().code())
                .containsExactly("Lat gateway.cell.coordinate", "Border Crossing Name gateway.cell.unknown-code");
    }

    @Test
    void labels_areThereInBothLanguages() {
        assertThat(Gateway.standard().mappings().all())
                .extracting(Mapping::label)
                .allSatisfy(label -> assertThat(label.es()).isNotEqualTo(label.en()));
    }

    private static byte[] bytes(String name) {
        try (var in = PublicFiles.excerpt(name).open()) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
