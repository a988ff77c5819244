package puente.gateway.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import puente.gateway.Outcome;
import puente.gateway.Revision;
import puente.gateway.Source;
import puente.gateway.ready.PublicFiles.Origin;
import puente.gateway.ready.PublicFiles.Result;
import puente.record.Handling;
import puente.record.Record;

/**
 * After an import, the totals that the publishers and the collectors of the files state are matched to the digit. Over the
 * invented excerpts the same sums are checked too, against figures worked out by hand.
 */
class PublicTotalsTest {
    private static final BigDecimal POUND = new BigDecimal("0.45359237");

    private static BigDecimal value(Record record) {
        return new BigDecimal(
                ((Map<?, ?>) record.fields().get("value")).get("value").toString());
    }

    private static boolean has(Record record, String dimension) {
        return ((List<?>) record.fields().get("dimensions")).contains(dimension);
    }

    private static int fiscalYear(Record record) {
        String period = record.fields().get("period").toString();
        int month = Integer.parseInt(period.substring(5));
        return Integer.parseInt(period.substring(0, 4)) + (month >= 10 ? 1 : 0);
    }

    private static int calendarYear(Record record) {
        return Integer.parseInt(record.fields().get("period").toString().substring(0, 4));
    }

    private static <K> Map<K, BigDecimal> sums(
            Iterable<Record> records, String indicator, Function<Record, K> by, String... dimensions) {
        Map<K, BigDecimal> sums = new TreeMap<>();
        for (Record record : records) {
            if (record.fields().get("indicator").equals(indicator)
                    && Set.of(dimensions).stream().allMatch(dimension -> has(record, dimension))) {
                sums.merge(by.apply(record), value(record), BigDecimal::add);
            }
        }
        return sums;
    }

    private static Map<Integer, String> pounds(Map<Integer, BigDecimal> kilograms) {
        Map<Integer, String> pounds = new TreeMap<>();
        kilograms.forEach((year, weight) -> pounds.put(
                year,
                weight.divide(POUND, MathContext.DECIMAL128)
                        .setScale(0, RoundingMode.HALF_UP)
                        .toPlainString()));
        return pounds;
    }

    private static Map<Integer, String> plain(Map<Integer, BigDecimal> sums) {
        Map<Integer, String> plain = new TreeMap<>();
        sums.forEach((year, sum) -> plain.put(year, sum.toPlainString()));
        return plain;
    }

    @ParameterizedTest
    @CsvSource({
        "cbp_drug_seizures, nationwide-drugs-fy19-fy22.csv, us.cbp.drug-seizures, 10092, 2, 4",
        "cbp_drug_seizures, nationwide-drugs-fy23-fy26-dec.csv, us.cbp.drug-seizures, 7895, 2, 2",
        "cbp_drug_seizures, amo-drug-seizures-fy19-fy22.csv, us.cbp.amo-drug-seizures, 1772, 2, 2",
        "cbp_drug_seizures, amo-drug-seizures-fy23-fy26-dec.csv, us.cbp.amo-drug-seizures, 1292, 2, 1",
        "cbp_encounters, usbp_monthly_encounters_fy2000-fy2020.csv, us.cbp.usbp-monthly, 252, 21, 2",
        "cbp_encounters, cbp-nationwide-encounters-fy20-fy23-state.csv, us.cbp.encounters-state, 42532, 1, 3",
        "cbp_northbound_crossings_tx, monthly_crossings_2008_2025.csv, us.cbp.crossings-tx, 34090, 1, 3",
        "cbp_northbound_crossings_tx, crossings_coordinates.csv, us.cbp.crossing-points, 34, 0, 2",
        "sesnsp_victims, victimas_estado_mes.csv.gz, mx.sesnsp.victims, 145152, 1, 4",
        "mexico_reference, conapo_pob_ent_gender_1950_2070.csv, mx.conapo.population, 10059, 1, 4",
        "mexico_reference, cve_nom_estados.csv, mx.inegi.states, 33, 0, 2",
        "mexico_reference, cve_nom_municipios.csv, mx.inegi.municipalities, 2475, 0, 1"
    })
    void everyRowOfEveryPublicFile_isAccountedFor_andNoneIsQuarantined(
            String folder, String name, String mapping, long rows, long recordsARow, long excerptRows) {
        for (Origin origin : PublicFiles.origins()) {
            account(
                    origin,
                    PublicFiles.run(origin.file(folder, name)),
                    mapping,
                    recordsARow,
                    origin.expects(rows, excerptRows));
        }
    }

    private static void account(Origin origin, Result result, String mapping, long recordsARow, long rows) {

        assertThat(result.outcomes().stream()
                        .filter(Outcome.Quarantined.class::isInstance)
                        .limit(3))
                .isEmpty();
        assertThat(result.summary().mapping()).isEqualTo(mapping);
        assertThat(result.summary().rows()).as("%s", origin).isEqualTo(rows);
        assertThat(result.summary().importedRows()).isEqualTo(result.summary().rows());
        assertThat(result.summary().records()).isEqualTo(result.summary().rows() * recordsARow);
        assertThat(result.records().stream().map(Record::id).distinct().count())
                .isEqualTo(result.summary().records());
        assertThat(result.records().stream()
                        .filter(record -> record.provenance().synthetic()
                                || record.handling().tlp() != Handling.Tlp.CLEAR
                                || !record.handling().purposes().contains("statistics")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void fentanylByFiscalYear_convertedBackToPounds_isWhatCbpPublished(Origin origin) {
        Map<Integer, BigDecimal> kilograms = new TreeMap<>();
        for (String name : new String[] {"nationwide-drugs-fy19-fy22.csv", "nationwide-drugs-fy23-fy26-dec.csv"}) {
            Result result = PublicFiles.run(origin.file("cbp_drug_seizures", name));
            kilograms.putAll(sums(
                    result.records(), "us.cbp.drug-seizure-weight", PublicTotalsTest::fiscalYear, "drug=fentanyl"));
        }

        assertThat(pounds(kilograms))
                .isEqualTo(
                        origin == Origin.REAL
                                ? Map.of(
                                        2019, "2804", 2020, "4791", 2021, "11201", 2022, "14700", 2023, "27023", 2024,
                                        "21889", 2025, "12027", 2026, "3398")
                                : Map.of(2019, "8", 2025, "2", 2026, "147"));
    }

    @Test
    void weightsAreExactProducts_soThatPoundsComeBackDigitByDigit() {
        Result result = PublicFiles.run(PublicFiles.excerpt("nationwide-drugs-fy19-fy22.csv"));

        assertThat(sums(result.records(), "us.cbp.drug-seizure-weight", PublicTotalsTest::fiscalYear, "drug=fentanyl")
                        .get(2019)
                        .divide(POUND, MathContext.UNLIMITED))
                .isEqualByComparingTo(new BigDecimal("8.3799469484296").add(new BigDecimal("6.61386786e-05")));
        assertThat(result.records().getFirst().fields())
                .containsEntry("period", "2018-10")
                .containsEntry("area", "US-CBP/san-diego-field-office")
                .containsEntry("calendar", "calendar");
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void laboratoryReports_standUnderTheirHalfYear_andNoneIsLost(Origin origin) {
        Result result = PublicFiles.run(origin.file("nflis_drug_reports", "nflis_drug_dqs_2026-03-03.csv"));

        assertThat(result.outcomes().stream().filter(Outcome.Quarantined.class::isInstance))
                .isEmpty();
        BigDecimal fentanyl = result.records().stream()
                .filter(record -> has(record, "substance=fentanyl"))
                .map(PublicTotalsTest::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(fentanyl.toPlainString()).isEqualTo(origin == Origin.REAL ? "1160157" : "4692");
        assertThat(result.records())
                .extracting(record -> record.fields().get("calendar"))
                .containsOnly("half-year");
        assertThat(result.records())
                .extracting(record -> record.fields().get("period").toString().substring(5))
                .containsOnly("06", "12");
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void borderPatrolSectorsOfTheSouthwest_addUpToThePublishedFiscalYears(Origin origin) {
        Result result = PublicFiles.run(origin.file("cbp_encounters", "usbp_monthly_encounters_fy2000-fy2020.csv"));
        Map<Integer, String> sums = plain(sums(
                result.records(), "us.cbp.usbp-encounters", PublicTotalsTest::fiscalYear, "region=southwest-border"));

        if (origin == Origin.REAL) {
            assertThat(sums)
                    .containsEntry(2000, "1643679")
                    .containsEntry(2019, "851508")
                    .hasSize(21);
        } else {
            assertThat(sums).isEqualTo(Map.of(2000, "459"));
        }
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void nationwideEncountersOfTheSouthwest_addUpToThePublishedFiscalYears(Origin origin) {
        Result result = PublicFiles.run(origin.file("cbp_encounters", "cbp-nationwide-encounters-fy20-fy23-state.csv"));

        assertThat(plain(sums(
                        result.records(),
                        "us.cbp.encounters",
                        PublicTotalsTest::fiscalYear,
                        "region=southwest-border")))
                .containsAllEntriesOf(
                        origin == Origin.REAL
                                ? Map.of(2021, "1734686", 2022, "2378944", 2023, "2475669")
                                : Map.of(2021, "719"));
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void commercialTrucksIntoTexas_addUpToTheStatedYears(Origin origin) {
        Result result = PublicFiles.run(origin.file("cbp_northbound_crossings_tx", "monthly_crossings_2008_2025.csv"));

        assertThat(plain(sums(
                        result.records(),
                        "us.cbp.northbound-crossings",
                        PublicTotalsTest::calendarYear,
                        "mode=commercial-trucks")))
                .containsAllEntriesOf(
                        origin == Origin.REAL
                                ? Map.of(2023, "5140788", 2024, "5366276", 2025, "5417393")
                                : Map.of(2023, "201430"));
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void victimsOfHomicideAndFemicide_addUpToTheStatedYears(Origin origin) {
        Result result = PublicFiles.run(origin.file("sesnsp_victims", "victimas_estado_mes.csv.gz"));

        assertThat(plain(sums(
                        result.records(),
                        "mx.sesnsp.crime-victims",
                        PublicTotalsTest::calendarYear,
                        "crime=homicidio-doloso")))
                .isEqualTo(
                        origin == Origin.REAL
                                ? new TreeMap<>(Map.ofEntries(
                                        Map.entry(2015, "17884"),
                                        Map.entry(2016, "22541"),
                                        Map.entry(2017, "28868"),
                                        Map.entry(2018, "33742"),
                                        Map.entry(2019, "34723"),
                                        Map.entry(2020, "34569"),
                                        Map.entry(2021, "33359"),
                                        Map.entry(2022, "30979"),
                                        Map.entry(2023, "29721"),
                                        Map.entry(2024, "30046"),
                                        Map.entry(2025, "12752")))
                                : Map.of(2015, "77"));
        assertThat(sums(result.records(), "mx.sesnsp.crime-victims", _ -> 0, "crime=feminicidio")
                        .get(0)
                        .toPlainString())
                .isEqualTo(origin == Origin.REAL ? "8754" : "3");
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void populationOfTheNation_isTheSumOfWomenAndMen(Origin origin) {
        Result result = PublicFiles.run(origin.file("mexico_reference", "conapo_pob_ent_gender_1950_2070.csv"));
        Function<Record, String> areaAndYear =
                record -> record.fields().get("area") + " " + record.fields().get("period");
        Map<String, BigDecimal> women = sums(result.records(), "mx.conapo.population", areaAndYear, "sex=female");
        Map<String, BigDecimal> men = sums(result.records(), "mx.conapo.population", areaAndYear, "sex=male");
        Map<String, BigDecimal> all = sums(result.records(), "mx.conapo.population", areaAndYear, "sex=total");

        assertThat(women.get("MX 2024").add(men.get("MX 2024"))).isEqualByComparingTo(all.get("MX 2024"));
        assertThat(all).containsKey("MX-SIN 2024");
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void airAndMarineFigures_areIndicatorsOfTheirOwn(Origin origin) {
        Result result = PublicFiles.run(origin.file("cbp_drug_seizures", "amo-drug-seizures-fy19-fy22.csv"));

        assertThat(result.records())
                .extracting(record -> record.fields().get("indicator"))
                .containsOnly("us.cbp.amo-drug-seizure-weight", "us.cbp.amo-drug-seizure-events");
        assertThat(pounds(sums(
                        result.records(),
                        "us.cbp.amo-drug-seizure-weight",
                        PublicTotalsTest::fiscalYear,
                        "drug=fentanyl")))
                .containsEntry(2019, origin == Origin.REAL ? "389" : "14");
    }

    @ParameterizedTest
    @MethodSource("puente.gateway.ready.PublicFiles#origins")
    void crossingPoints_areListedWithTheirCoordinates(Origin origin) {
        Result result = PublicFiles.run(origin.file("cbp_northbound_crossings_tx", "crossings_coordinates.csv"));

        assertThat(result.outcomes())
                .filteredOn(outcome -> ((Outcome.Listed) outcome).area().equals("US-TX/world-trade-bridge"))
                .singleElement()
                .satisfies(outcome -> {
                    Outcome.Listed listed = (Outcome.Listed) outcome;
                    assertThat(listed.latitude()).hasValueCloseTo(27.6, Offset.offset(0.2));
                    assertThat(listed.longitude()).hasValueCloseTo(-99.5, Offset.offset(0.2));
                });
    }

    @Test
    void theSameFileTwice_givesTheSameIds_andALabelOfTheRunningYearDoesNotChangeThem() {
        String file = new String(bytes("nationwide-drugs-fy23-fy26-dec.csv"), StandardCharsets.UTF_8);
        Result before = PublicFiles.run(
                Source.ofBytes("nationwide-drugs-fy23-fy26-dec.csv", file.getBytes(StandardCharsets.UTF_8)));
        Result after = PublicFiles.run(Source.ofBytes(
                "nationwide-drugs-fy23-fy26-sep.csv",
                file.replace("2026 (FYTD)", "2026")
                        .replace("147.04832875399998", "150")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(after.records())
                .extracting(Record::id)
                .isEqualTo(before.records().stream().map(Record::id).toList());
        assertThat(Revision.of(
                        Optional.of(before.records().get(0)), after.records().get(0)))
                .isInstanceOfSatisfying(
                        Revision.Revised.class,
                        revised -> assertThat(revised.record().version()).isEqualTo(2));
        assertThat(Revision.of(
                        Optional.of(before.records().get(1)), after.records().get(1)))
                .isInstanceOf(Revision.Unchanged.class);
    }

    private static byte[] bytes(String name) {
        try (var in = PublicFiles.excerpt(name).open()) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
