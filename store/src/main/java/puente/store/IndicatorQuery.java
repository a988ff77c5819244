package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Which observations to add up. Only newest versions count; periods must lie wholly within the days asked for; periods of
 * different length and calendar, and different units, are never added.
 *
 * @param indicator its code
 * @param area an area and all within it; absent for all
 * @param from first day
 * @param to last day
 * @param dimensions values that must hold, by name ({@code drug} → {@code fentanyl})
 * @param byArea whether areas are told apart
 * @param byDimensions the dimensions that are told apart, by name
 * @param purpose the reader's purpose; without one, only own observations count
 * @param openOnly whether only observations count that everybody may see
 */
public record IndicatorQuery(
        String indicator,
        Optional<String> area,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Map<String, String> dimensions,
        boolean byArea,
        List<String> byDimensions,
        Optional<String> purpose,
        boolean openOnly) {
    /** Most rows that come back; more is refused, not cut, because a cut sum is a wrong sum. */
    public static final int ROWS_MAX = 20_000;
    /** Most dimensions named. */
    public static final int DIMENSIONS_MAX = 8;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,63}");

    public IndicatorQuery {
        dimensions = Map.copyOf(dimensions);
        byDimensions = List.copyOf(byDimensions);
        List<String> names = new ArrayList<>(byDimensions);
        names.addAll(dimensions.keySet());
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                problems.add(Problem.of("store.indicator.dimension", "dimension", "value", name));
            }
        }
        if (names.size() > DIMENSIONS_MAX) {
            problems.add(Problem.of("store.indicator.dimensions", "dimension", "most", DIMENSIONS_MAX));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** The same over all observations that this purpose may see. */
    public IndicatorQuery(
            String indicator,
            Optional<String> area,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Map<String, String> dimensions,
            boolean byArea,
            List<String> byDimensions,
            Optional<String> purpose) {
        this(indicator, area, from, to, dimensions, byArea, byDimensions, purpose, false);
    }

    /** The sums of one indicator by period, over everything else. */
    public static IndicatorQuery of(String indicator) {
        return new IndicatorQuery(
                indicator,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                List.of(),
                Optional.empty());
    }

    List<IndicatorRow> run(Connection connection) throws SQLException {
        // Many rows share few breakdowns: they are added up by the whole of it first, and only then taken apart.
        StringBuilder by = new StringBuilder();
        for (int at = 0; at < byDimensions.size(); at++) {
            by.append(", (select substr(d, ?) from unnest(dimensions) d where starts_with(d, ?) limit 1) as d")
                    .append(at);
        }
        String told = byDimensions.isEmpty() ? "" : ", dimensions";
        StringBuilder sql = new StringBuilder(
                        "select period, calendar, from_day, to_day, unit, sum(total), sum(counted)")
                .append(", of_area")
                .append(by)
                .append(" from (select period, calendar, from_day, to_day, unit, sum(value) as total")
                .append(", count(*) as counted, ")
                .append(byArea ? "area" : "''")
                .append(" as of_area")
                .append(told)
                .append(" from observation where indicator = ? and (purposes is null or ? = any(purposes))");
        List<Object> parameters = new ArrayList<>();
        for (String name : byDimensions) {
            parameters.add(name.length() + 2);
            parameters.add(name + "=");
        }
        parameters.add(indicator);
        parameters.add(purpose.orElse(""));
        if (openOnly) {
            sql.append(" and open");
        }
        area.ifPresent(code -> {
            sql.append(" and (area = ? or starts_with(area, ?) or starts_with(area, ?))");
            parameters.addAll(List.of(code, code + "-", code + "/"));
        });
        from.ifPresent(day -> {
            sql.append(" and from_day >= ?");
            parameters.add(day);
        });
        to.ifPresent(day -> {
            sql.append(" and to_day <= ?");
            parameters.add(day);
        });
        new TreeMap<>(dimensions).forEach((name, value) -> {
            sql.append(" and dimensions @> array[?]::text[]");
            parameters.add(name + "=" + value);
        });
        sql.append(" group by period, calendar, from_day, to_day, unit, of_area")
                .append(told)
                .append(") summed group by period, calendar, from_day, to_day, unit, of_area");
        for (int at = 0; at < byDimensions.size(); at++) {
            sql.append(", d").append(at);
        }
        sql.append(" order by from_day, to_day, calendar, of_area, unit");
        for (int at = 0; at < byDimensions.size(); at++) {
            sql.append(", d").append(at);
        }
        sql.append(" limit ").append(ROWS_MAX + 1);
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int at = 0; at < parameters.size(); at++) {
                statement.setObject(at + 1, parameters.get(at));
            }
            return read(statement);
        }
    }

    private List<IndicatorRow> read(PreparedStatement statement) throws SQLException {
        List<IndicatorRow> sums = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Map<String, String> told = new LinkedHashMap<>();
                for (int at = 0; at < byDimensions.size(); at++) {
                    Optional<String> value = Optional.ofNullable(row.getString(9 + at));
                    if (value.isPresent()) {
                        told.put(byDimensions.get(at), value.get());
                    }
                }
                sums.add(new IndicatorRow(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class),
                        byArea ? Optional.of(row.getString(8)) : Optional.empty(),
                        told,
                        row.getString(5),
                        row.getBigDecimal(6),
                        row.getLong(7)));
            }
        }
        if (sums.size() > ROWS_MAX) {
            throw new ProblemException(Problem.of("store.indicator.rows", "", "most", ROWS_MAX));
        }
        return sums;
    }
}
