package puente.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import puente.gateway.Mapping.Check;
import puente.gateway.Mapping.KeyPart;
import puente.gateway.Mapping.Series;
import puente.gateway.Mapping.Target;
import puente.gateway.Outcome.Fault;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;

/** Makes the records of one row, or the row's faults. Belongs to one import. */
final class RowMaker {
    private static final String OBSERVATION = "observation";
    private static final double LATITUDE_MAX = 90;
    private static final double LONGITUDE_MAX = 180;

    private final String file;
    private final Mapping mapping;
    private final Instant recordedAt;
    private final boolean masked;
    private final Cells cells = new Cells();
    private final RecordIds ids = new RecordIds();

    RowMaker(String file, Mapping mapping, Instant recordedAt) {
        this.file = file;
        this.mapping = mapping;
        this.recordedAt = recordedAt;
        this.masked = mapping.target() instanceof Target.Statements statements
                && !statements.kind().name().equals(OBSERVATION);
    }

    /** The records of a row; where {@code faults} is not empty afterwards, the row is to be quarantined instead. */
    List<Record> records(long row, long line, String[] values, Target.Statements target, List<Fault> faults) {
        cells.values = values;
        check(line, values, faults);
        List<Record> records = new ArrayList<>();
        for (Series series : mapping.series()) {
            if (series.unpivot().isEmpty()) {
                record(row, line, target, series, faults, records);
            }
            series.unpivot().forEach((column, code) -> {
                cells.pivotColumn = column;
                cells.pivotCode = code;
                record(row, line, target, series, faults, records);
            });
        }
        return records;
    }

    private void record(
            long row, long line, Target.Statements target, Series series, List<Fault> faults, List<Record> records) {
        int faultsBefore = faults.size();
        Map<String, Object> raw = LinkedHashMap.newLinkedHashMap(series.fields().size());
        series.fields().forEach((name, expression) -> {
            try {
                Object value = expression.of(cells);
                if (value != null) {
                    raw.put(name, value);
                }
            } catch (ProblemException refused) {
                refused.problems().forEach(problem -> faults.add(fault(line, problem, expression)));
            }
        });
        if (faults.size() > faultsBefore) {
            return;
        }
        try {
            Map<String, Object> fields = target.kind().normalise(raw);
            records.add(new Record(
                    ids.id(target.agency().code(), mapping.id(), series.name(), key(target, fields)),
                    1,
                    target.kind().name(),
                    target.agency(),
                    recordedAt,
                    target.handling(),
                    new Provenance(target.source() + " (" + file + ", " + row + ")", target.synthetic()),
                    fields));
        } catch (ProblemException refused) {
            for (Problem problem : refused.problems()) {
                String field = problem.position().split("/", 3).length > 1
                        ? problem.position().split("/", 3)[1]
                        : "";
                faults.add(fault(line, problem, series.fields().get(field)));
            }
        }
    }

    private List<Object> key(Target.Statements target, Map<String, Object> fields) {
        List<Object> key = new ArrayList<>(target.key().size());
        for (KeyPart part : target.key()) {
            key.add(
                    switch (part) {
                        case KeyPart.OfField(String field) -> fields.getOrDefault(field, "");
                        case KeyPart.OfColumn(int column) -> cells.values[column];
                    });
        }
        if (key.stream().allMatch(""::equals)) {
            throw new ProblemException(Problem.of("gateway.row.no-key", ""));
        }
        return key;
    }

    /** The table entry of a row, or null and its faults. */
    @Nullable
    Outcome area(long row, long line, String[] values, Target.Areas target, List<Fault> faults) {
        cells.values = values;
        check(line, values, faults);
        Map<String, Expression> fields = mapping.series().getFirst().fields();
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, expression) -> {
            try {
                Object value = expression.of(cells);
                if (name.equals("area") && value != null) {
                    value = target.area().parse(value);
                }
                if (value == null && (name.equals("area") || name.equals("name"))) {
                    throw Expression.refusal("gateway.cell.blank", "", "", "what", name);
                }
                if (value != null) {
                    texts.put(name, value.toString().strip());
                }
            } catch (ProblemException refused) {
                refused.problems().forEach(problem -> faults.add(fault(line, problem, expression)));
            }
        });
        OptionalDouble latitude = degrees(line, texts.get("lat"), LATITUDE_MAX, fields.get("lat"), faults);
        OptionalDouble longitude = degrees(line, texts.get("lon"), LONGITUDE_MAX, fields.get("lon"), faults);
        return faults.isEmpty()
                ? new Outcome.Listed(
                        row, texts.getOrDefault("area", ""), texts.getOrDefault("name", ""), latitude, longitude)
                : null;
    }

    private OptionalDouble degrees(
            long line, @Nullable String text, double most, @Nullable Expression expression, List<Fault> faults) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        if (Conversion.isDecimal(text) && Math.abs(Double.parseDouble(text)) <= most) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        Problem problem = Problem.of("gateway.cell.coordinate", "", "value", text, "most", (long) most);
        faults.add(fault(line, problem, expression));
        return OptionalDouble.empty();
    }

    private void check(long line, String[] values, List<Fault> faults) {
        for (Check check : mapping.checks()) {
            switch (check) {
                case Check.Total(int total, List<Integer> parts) -> total(line, values, total, parts, faults);
                case Check.UsFiscal(int year, int month, int calendarYear) -> {
                    int fiscal = Periods.year(values[year], true);
                    int monthNumber = Periods.month(values[month]);
                    if (fiscal < 0
                            || monthNumber < 0
                            || !String.valueOf(Periods.calendarYear(fiscal, monthNumber))
                                    .equals(values[calendarYear])) {
                        String dates = values[year] + " / " + values[month] + " / " + values[calendarYear];
                        Problem problem = Problem.of("gateway.row.fiscal", "", "value", dates);
                        faults.add(fault(line, problem, List.of(year, month, calendarYear)));
                    }
                }
            }
        }
    }

    private void total(long line, String[] values, int total, List<Integer> parts, List<Fault> faults) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int part : parts) {
            if (!Conversion.isDecimal(values[part])) {
                return; // the cell itself is refused where it is mapped
            }
            sum = sum.add(new BigDecimal(values[part]));
        }
        if (!Conversion.isDecimal(values[total]) || sum.compareTo(new BigDecimal(values[total])) != 0) {
            Problem problem = Problem.of("gateway.row.total", "", "value", values[total], "sum", sum.toPlainString());
            faults.add(fault(line, problem, List.of(total)));
        }
    }

    Fault fault(long line, Problem problem, @Nullable Expression expression) {
        return fault(line, problem, expression == null ? List.of() : expression.columns());
    }

    private Fault fault(long line, Problem problem, List<Integer> columns) {
        List<Integer> actual = columns.stream()
                .map(column -> column == Expression.PIVOT ? cells.pivotColumn : column)
                .filter(column -> mapping.file().columns().get(column).equals(problem.position())
                        || columns.stream()
                                .noneMatch(other -> other != Expression.PIVOT
                                        && mapping.file().columns().get(other).equals(problem.position())))
                .distinct()
                .toList();
        String names = actual.stream().map(mapping.file().columns()::get).collect(Collectors.joining(" + "));
        String excerpt = actual.stream()
                .map(column -> Excerpts.of(cells.values[column], masked))
                .collect(Collectors.joining(" + "));
        String where = names.isEmpty() ? problem.position() : names;
        Problem placed = Excerpts.of(problem, file + ":" + line + ":" + where, cells.values, masked);
        if (placed.arguments().getOrDefault("column", "").isEmpty()) {
            Map<String, String> arguments = new java.util.TreeMap<>(placed.arguments());
            arguments.put("column", where);
            placed = new Problem(placed.code(), placed.position(), arguments);
        }
        return new Fault(where, excerpt, placed);
    }
}
