package puente.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which public files the demonstration imports, and into which party's node; those absent from the data folder are passed over. */
record DataFiles(String party, String agency, List<String> files) {
    /** Air and Marine figures overlap with those of field offices and the Border Patrol: indicators of their own, never added. */
    static final DataFiles US = new DataFiles(
            "us",
            "us/cbp",
            List.of(
                    "cbp_drug_seizures/nationwide-drugs-fy19-fy22.csv",
                    "cbp_drug_seizures/nationwide-drugs-fy23-fy26-dec.csv",
                    "cbp_drug_seizures/amo-drug-seizures-fy19-fy22.csv",
                    "cbp_drug_seizures/amo-drug-seizures-fy23-fy26-dec.csv",
                    "cbp_encounters/usbp_monthly_encounters_fy2000-fy2020.csv",
                    "cbp_encounters/cbp-nationwide-encounters-fy20-fy23-state.csv",
                    "cbp_northbound_crossings_tx/monthly_crossings_2008_2025.csv",
                    "cdc_vsrr_synthetic_opioids/state_synthetic_opioid_12mo_2015_2025.csv",
                    "nflis_drug_reports/nflis_drug_dqs_2026-03-03.csv",
                    "us_foreign_assistance/us_foreign_aid_country.csv"));

    static final DataFiles MX = new DataFiles(
            "mx",
            "mx/sesnsp",
            List.of(
                    "sesnsp_victims/victimas_estado_mes.csv.gz",
                    "mexico_reference/conapo_pob_ent_gender_1950_2070.csv"));

    /** Those of the files that are there. */
    List<Path> in(Path data) {
        return files.stream().map(data::resolve).filter(Files::isRegularFile).toList();
    }
}
