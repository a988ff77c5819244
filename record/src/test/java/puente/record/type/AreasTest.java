package puente.record.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Areas and their codes. Where the public data sets are at hand ({@code puente.shared}), every Mexican municipality and every
 * area of responsibility in them is known; the bundled lists are checked in any case.
 */
class AreasTest {
    private static final Areas AREAS = Areas.standard();
    private static final Path SHARED = Path.of(System.getProperty("puente.shared", "absent"));

    @Test
    void enclosingAreas_areReadOffTheCode() {
        assertThat(Areas.enclosing("MX-SIN/006")).containsExactly("MX-SIN/006", "MX-SIN", "MX");
        assertThat(Areas.enclosing("US-CBP/yuma-sector")).containsExactly("US-CBP/yuma-sector", "US-CBP", "US");
        assertThat(Areas.enclosing("US-CA")).containsExactly("US-CA", "US");
        assertThat(Areas.enclosing("GT")).containsExactly("GT");
    }

    @Test
    void bothCountries_areComplete() {
        assertThat(AREAS.codes())
                .filteredOn(code -> code.matches("MX-[A-Z]{3}"))
                .hasSize(32);
        assertThat(AREAS.codes())
                .filteredOn(code -> code.matches("US-[A-Z]{2}"))
                .hasSize(50 + 1 + 6);
        for (int inegi = 1; inegi <= 32; inegi++) {
            assertThat(AREAS.mexicanState(inegi)).isPresent();
        }
        assertThat(AREAS.mexicanState(25)).contains("MX-SIN");
        assertThat(AREAS.mexicanState(33)).isEmpty();
        assertThat(AREAS.unitedStatesState(6)).contains("US-CA");
        assertThat(AREAS.codes()).allSatisfy(code -> {
            assertThat(AREAS.known(code)).isTrue();
            assertThat(new AreaType().parse(code)).isEqualTo(code);
        });
    }

    @Test
    void everyMunicipalityAndAreaOfResponsibility_inThePublicData_isKnown() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Path municipalities = SHARED.resolve("data/mexico_reference/cve_nom_municipios.csv");
        if (Files.exists(municipalities)) {
            for (String line : Files.readAllLines(municipalities)) {
                String code = line.substring(0, Math.min(5, line.length()));
                if (code.matches("\\d{5}")) {
                    String state = AREAS.mexicanState(Integer.parseInt(code.substring(0, 2)))
                            .orElseThrow();
                    assertThat(AREAS.known(state + "/" + code.substring(2)))
                            .as(line)
                            .isTrue();
                    counts.merge("municipalities", 1, Integer::sum);
                }
            }
            assertThat(counts).containsEntry("municipalities", 2475);
        }
        for (String file : List.of(
                "nationwide-drugs-fy19-fy22",
                "nationwide-drugs-fy23-fy26-dec",
                "amo-drug-seizures-fy19-fy22",
                "amo-drug-seizures-fy23-fy26-dec")) {
            Path seizures = SHARED.resolve("data/cbp_drug_seizures/" + file + ".csv");
            if (Files.exists(seizures)) {
                for (String area : column(seizures, 5)) {
                    assertThat(AREAS.named(area)).as(area).hasSize(1);
                }
            }
        }
        // Without the data: the highest number of each state stands for all below it.
        assertThat(AREAS.known("MX-OAX/570")).isTrue();
        assertThat(AREAS.known("MX-OAX/571")).isFalse();
        assertThat(AREAS.named("TUCSON SECTOR")).containsExactly("US-CBP/tucson-sector");
    }

    private static List<String> column(Path file, int column) throws IOException {
        List<String> values = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
            values.add(cells[column].replace("\"", ""));
        }
        return values.stream().distinct().toList();
    }
}
