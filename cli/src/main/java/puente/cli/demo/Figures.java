package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.cli.NodeApi;

/**
 * Totals that the publishers of the data state, by year, to be compared with what the indicators API adds up. Seizures are published
 * in pounds and held in kilograms; they are compared in pounds, as published.
 *
 * @param party whose node holds the data as its own
 * @param file the file that must have been imported, as its path below the data folder
 * @param indicator the indicator's code
 * @param dimension which part of it
 * @param fiscal whether years are United States fiscal years, October to September
 * @param pounds whether the published figure is in pounds
 * @param byYear the published totals
 */
record Figures(
        String party,
        String file,
        String indicator,
        String dimension,
        boolean fiscal,
        boolean pounds,
        TreeMap<Integer, String> byYear) {
    private static final BigDecimal KILOGRAMS_A_POUND = new BigDecimal("0.45359237");

    /** The totals that the data's own SOURCE files state. */
    static final List<Figures> PUBLISHED = List.of(
            new Figures(
                    "us",
                    "cbp_drug_seizures/nationwide-drugs-fy19-fy22.csv",
                    "us.cbp.drug-seizure-weight",
                    "drug=fentanyl",
                    true,
                    true,
                    years(2019, "2804", "4791", "11201", "14700")),
            new Figures(
                    "us",
                    "cbp_drug_seizures/nationwide-drugs-fy23-fy26-dec.csv",
                    "us.cbp.drug-seizure-weight",
                    "drug=fentanyl",
                    true,
                    true,
                    years(2023, "27023", "21889", "12027", "3398")),
            new Figures(
                    "us",
                    "cbp_encounters/usbp_monthly_encounters_fy2000-fy2020.csv",
                    "us.cbp.usbp-encounters",
                    "region=southwest-border",
                    true,
                    false,
                    years(2019, "851508")),
            new Figures(
                    "us",
                    "cbp_encounters/cbp-nationwide-encounters-fy20-fy23-state.csv",
                    "us.cbp.encounters",
                    "region=southwest-border",
                    true,
                    false,
                    years(2021, "1734686", "2378944", "2475669")),
            new Figures(
                    "us",
                    "cbp_northbound_crossings_tx/monthly_crossings_2008_2025.csv",
                    "us.cbp.northbound-crossings",
                    "mode=commercial-trucks",
                    false,
                    false,
                    years(2023, "5140788", "5366276", "5417393")),
            new Figures(
                    "mx",
                    "sesnsp_victims/victimas_estado_mes.csv.gz",
                    "mx.sesnsp.crime-victims",
                    "crime=homicidio-doloso",
                    false,
                    false,
                    years(
                            2015, "17884", "22541", "28868", "33742", "34723", "34569", "33359", "30979", "29721",
                            "30046", "12752")));

    private static TreeMap<Integer, String> years(int first, String... totals) {
        TreeMap<Integer, String> years = new TreeMap<>();
        for (int at = 0; at < totals.length; at++) {
            years.put(first + at, totals[at]);
        }
        return years;
    }

    /** What does not match in the years from one on, one sentence a year; empty where every year does. */
    List<String> differences(NodeApi api, int from) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<Integer, String> year : byYear.tailMap(from).entrySet()) {
            String sum = sum(api, year.getKey());
            if (!sum.equals(year.getValue())) {
                differences.add(indicator + " " + year.getKey() + ": " + sum + " ≠ " + year.getValue());
            }
        }
        return differences;
    }

    private String sum(NodeApi api, int year) throws IOException, InterruptedException {
        Map<String, String> query = new HashMap<>();
        query.put("indicator", indicator);
        query.put("dimension", dimension);
        query.put("purpose", "statistics");
        query.put("from", fiscal ? (year - 1) + "-10" : year + "-01");
        query.put("to", fiscal ? year + "-09" : year + "-12");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row :
                api.get("api/v1/indicators" + NodeApi.query(query)).json().path("rows")) {
            sum = sum.add(new BigDecimal(row.path("value").asText()));
        }
        BigDecimal published = pounds ? sum.divide(KILOGRAMS_A_POUND, MathContext.DECIMAL128) : sum;
        return published.setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
}
