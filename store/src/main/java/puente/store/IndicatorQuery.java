package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Which observations to add up. Only newest versions count, or those that were the newest at a time asked for; periods must lie wholly within the days asked for; periods of
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
 * @param asOf as the figure stood then: what was recorded until that instant, in the version that was the newest; what was purged
 *     since is in no figure of any time
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
        boolean openOnly,
        Optional<Instant> asOf) {
    /** Most rows that come back; more is refused, not cut, because a cut sum is a wrong sum. */
    public static final int ROWS_MAX = 20_000;
    /** Most dimensions named. */
    public static final int DIMENSIONS_MAX = 8;

    /** Superseded observations, each as open and for the purposes that its newest version is: what was closed since is closed as it stood too. */
    private static final String PAST = """
             select p.id, p.version, p.origin, p.indicator, p.area, p.period, p.calendar, p.from_day, p.to_day, p.value, p.unit,
                    p.dimensions, c.purposes, p.open and c.open, p.recorded_at
             from observation_past p join observation c on c.id = p.id and c.origin = p.origin
            """;

    /** The observations that were the newest at a time: superseded since, or not at all. */
    private static final String AS_OF = "(select * from observation where recorded_at <= ? union all " + PAST + """
             where p.recorded_at <= ? and c.recorded_at > ?
               and not exists (select 1 from observation_past n
                               where n.id = p.id and n.origin = p.origin and n.version > p.version and n.recorded_at <= ?)) stated
            """;

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

    /** The same as the figures stood then. */
    public IndicatorQuery asOf(Instant at) {
        return new IndicatorQuery(
                indicator, area, from, to, dimensions, byArea, byDimensions, purpose, openOnly, Optional.of(at));
    }

    /** The same as the figures stand now. */
    public IndicatorQuery(
            String indicator,
            Optional<String> area,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Map<String, String> dimensions,
            boolean byArea,
            List<String> byDimensions,
            Optional<String> purpose,
            boolean openOnly) {
        this(indicator, area, from, to, dimensions, byArea, byDimensions, purpose, openOnly, Optional.empty());
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
                .append(" from ")
                .append(asOf.isPresent() ? AS_OF : "observation");
        List<Object> parameters = new ArrayList<>();
        for (String name : byDimensions) {
            parameters.add(name.length() + 2);
            parameters.add(name + "=");
        }
        asOf.map(Timestamp::from).ifPresent(at -> parameters.addAll(List.of(at, at, at, at)));
        narrow(sql, parameters);
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

    /** What is asked for, of whichever rows. */
    private void narrow(StringBuilder sql, List<Object> parameters) {
        sql.append(" where indicator = ? and (purposes is null or ? = any(purposes))");
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
    }

    /** When observations in question were recorded anew, newest first: at most {@code most} times. */
    List<Revision> revisions(Connection connection, int most) throws SQLException {
        StringBuilder sql = new StringBuilder("""
                select recorded_at, count(*), (array_agg(id order by id))[1], (array_agg(version order by id))[1]
                from (select * from observation union all\s""" + PAST + ") stated");
        List<Object> parameters = new ArrayList<>();
        narrow(sql, parameters);
        sql.append(" and version > 1 group by recorded_at order by recorded_at desc limit ")
                .append(most);
        List<Revision> revisions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int at = 0; at < parameters.size(); at++) {
                statement.setObject(at + 1, parameters.get(at));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    revisions.add(new Revision(
                            row.getTimestamp(1).toInstant(),
                            row.getLong(2),
                            row.getObject(3, UUID.class),
                            row.getInt(4)));
                }
            }
        }
        return revisions;
    }

    /**
     * That figures were revised.
     *
     * @param at when the newer versions were recorded
     * @param observations how many were recorded anew then
     * @param example one of them
     * @param version its version
     */
    public record Revision(Instant at, long observations, UUID example, int version) {}

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
