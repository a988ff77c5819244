package puente.measure;

import java.util.List;
import java.util.Map;
import puente.measure.series.SeriesCsv.Layout;

/** Layouts that tests share. */
public final class SeriesCsvLayouts {
    private SeriesCsvLayouts() {}

    /** The first column is the period, the last the value. */
    public static Layout plain() {
        return of(List.of(), Map.of());
    }

    /** The same with columns for the period, and conditions. */
    public static Layout of(List<String> period, Map<String, String> where) {
        return new Layout(',', period, false, "", "", where, "", "victims", false, false, false);
    }

    /** Homicides of the shared file, by state and month. */
    public static Layout homicides() {
        return new Layout(
                ',',
                List.of("year", "month"),
                false,
                "victims",
                "state",
                Map.of("crime_subtype", "Homicidio doloso"),
                "month",
                "victims",
                true,
                false,
                false);
    }
}
