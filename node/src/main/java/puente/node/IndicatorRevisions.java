package puente.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.record.Record;
import puente.store.IndicatorQuery;
import puente.store.IndicatorRow;
import puente.store.RecordStore;

/**
 * When figures were revised, by how many observations, from which source, and which sums became what. A first publication is no revision; what was
 * purged since is in none.
 */
final class IndicatorRevisions {
    /** Most revisions that one answer tells, the newest. */
    static final int REVISIONS_MAX = 12;

    /** Most changed sums that one revision names; how many there were is said. */
    static final int CHANGED_MAX = 100;

    private final RecordStore records;

    IndicatorRevisions(RecordStore records) {
        this.records = records;
    }

    /** The newest revisions of what is asked for. */
    List<Map<String, Object>> of(IndicatorQuery asked) {
        return records.revisions(asked, REVISIONS_MAX).stream()
                .map(each -> revision(asked, each))
                .toList();
    }

    private Map<String, Object> revision(IndicatorQuery asked, IndicatorQuery.Revision revision) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("at", revision.at().toString());
        shown.put("observations", revision.observations());
        records.held(List.of(revision.example())).stream()
                .map(stored -> stored.record())
                .filter(record -> record.version() == revision.version())
                .findFirst()
                .map(IndicatorRevisions::source)
                .ifPresent(source -> shown.put("source", source));
        Map<String, IndicatorRow> before = rows(asked, revision.at().minusMillis(1));
        List<Object> changed = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, IndicatorRow> each : rows(asked, revision.at()).entrySet()) {
            Optional<IndicatorRow> earlier = Optional.ofNullable(before.get(each.getKey()));
            if (earlier.isPresent()
                    && earlier.get().value().compareTo(each.getValue().value()) == 0) {
                continue;
            }
            count++;
            if (count <= CHANGED_MAX) {
                changed.add(changed(each.getValue(), earlier));
            }
        }
        shown.put("changed", changed);
        shown.put("changedInAll", count);
        return shown;
    }

    /** The file of a record's source; in which row of it a figure stands is nobody's matter here. */
    private static String source(Record record) {
        return record.provenance().source().replaceFirst(", \\d+\\)( Σ \\d+)?$", ")");
    }

    private Map<String, IndicatorRow> rows(IndicatorQuery asked, Instant at) {
        Map<String, IndicatorRow> rows = new LinkedHashMap<>();
        records.indicators(asked.asOf(at)).forEach(row -> rows.put(PublicFigures.key(row), row));
        return rows;
    }

    private static Map<String, Object> changed(IndicatorRow row, Optional<IndicatorRow> before) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("period", row.period());
        shown.put("calendar", row.calendar());
        row.area().ifPresent(area -> shown.put("area", area));
        if (!row.dimensions().isEmpty()) {
            shown.put("dimensions", new TreeMap<>(row.dimensions()));
        }
        shown.put("unit", row.unit());
        before.ifPresent(earlier -> shown.put("before", earlier.value().toPlainString()));
        shown.put("after", row.value().toPlainString());
        return shown;
    }
}
