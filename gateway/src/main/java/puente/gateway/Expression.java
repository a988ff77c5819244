package puente.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * How one value of a record is made from a row. An expression is absent ({@code null}) where the cells it reads are blank,
 * and refuses, with a problem at its column's name, what it cannot read with certainty.
 */
sealed interface Expression {
    /** In place of a column's index: the column being unpivoted. */
    int PIVOT = -1;

    /** The value, leniently written: the kind's field types bring it to normal form. */
    @Nullable
    Object of(Cells cells);

    /** The columns it reads, for positions; the unpivoted column has the index {@link #PIVOT}. */
    List<Integer> columns();

    /** The same value for every row. */
    record Constant(Object value) implements Expression {
        @Override
        public Object of(Cells cells) {
            return value;
        }

        @Override
        public List<Integer> columns() {
            return List.of();
        }
    }

    /** A cell as it stands, or what a code table says it means; an unknown value is refused, never passed on. */
    record Cell(int column, String name, Optional<CodeTable> table) implements Expression {
        @Override
        public @Nullable Object of(Cells cells) {
            String cell = cells.value(column);
            if (cell.isBlank()) {
                return null;
            }
            if (table.isEmpty()) {
                return cell;
            }
            String code = table.get().codes().get(cell);
            if (code == null) {
                throw refusal(
                        "gateway.cell.unknown-code",
                        name,
                        cell,
                        "table",
                        table.get().name());
            }
            return code;
        }

        @Override
        public List<Integer> columns() {
            return List.of(column);
        }
    }

    /** What the mapping says the unpivoted column stands for. */
    record PivotCode() implements Expression {
        @Override
        public Object of(Cells cells) {
            return cells.pivotCode;
        }

        @Override
        public List<Integer> columns() {
            return List.of(PIVOT);
        }
    }

    /** A year, or a month of a year, in the calendar. */
    record Period(int year, String yearName, int month, String monthName, boolean usFiscal) implements Expression {
        static final int NO_MONTH = -2;

        @Override
        public @Nullable Object of(Cells cells) {
            String yearCell = cells.value(year);
            if (yearCell.isBlank()) {
                return null;
            }
            int stated = Periods.year(yearCell, usFiscal);
            if (stated < 0) {
                throw refusal("gateway.cell.year", yearName, yearCell);
            }
            if (month == NO_MONTH) {
                return yearCell.substring(0, 4);
            }
            int monthNumber = Periods.month(cells.value(month));
            if (monthNumber < 0) {
                throw refusal("gateway.cell.month", monthName, cells.value(month));
            }
            return Periods.text(usFiscal ? Periods.calendarYear(stated, monthNumber) : stated, monthNumber);
        }

        @Override
        public List<Integer> columns() {
            return month == NO_MONTH ? List.of(year) : List.of(year, month);
        }
    }

    /** An exact decimal with its unit, converted where the file counts in another. */
    record Quantity(int column, String name, Conversion conversion, boolean signed) implements Expression {
        @Override
        public @Nullable Object of(Cells cells) {
            String cell = cells.value(column);
            if (cell.isBlank()) {
                return null;
            }
            if (!Conversion.isDecimal(cell)) {
                throw refusal("gateway.cell.number", name, cell);
            }
            if (!signed && cell.charAt(0) == '-') {
                throw refusal("gateway.cell.negative", name, cell);
            }
            return Map.of("value", conversion.convert(cell), "unit", conversion.unit());
        }

        @Override
        public List<Integer> columns() {
            return List.of(column);
        }
    }

    /** {@code name=code} for each dimension, in order of their names; none may be blank. */
    record Dimensions(Map<String, Expression> codes) implements Expression {
        public Dimensions {
            codes = Collections.unmodifiableMap(new java.util.TreeMap<>(codes));
        }

        @Override
        public Object of(Cells cells) {
            List<Object> all = new ArrayList<>(codes.size());
            for (Map.Entry<String, Expression> each : codes.entrySet()) {
                Object code = each.getValue().of(cells);
                if (code == null) {
                    throw refusal("gateway.cell.blank", "", "", "what", each.getKey());
                }
                all.add(each.getKey() + "=" + code);
            }
            return all;
        }

        @Override
        public List<Integer> columns() {
            return columnsOf(codes.values());
        }
    }

    /** Texts one after the other; absent as soon as one of them is. */
    record Join(List<Expression> parts, String separator) implements Expression {
        @Override
        public @Nullable Object of(Cells cells) {
            StringBuilder joined = new StringBuilder();
            for (Expression part : parts) {
                Object value = part.of(cells);
                if (value == null) {
                    return null;
                }
                joined.append(joined.isEmpty() ? "" : separator).append(value);
            }
            return joined.toString();
        }

        @Override
        public List<Integer> columns() {
            return columnsOf(parts);
        }
    }

    /** A value with members, such as a name or a place; absent where all members are. */
    record Members(Map<String, Expression> members) implements Expression {
        @Override
        public @Nullable Object of(Cells cells) {
            Map<String, Object> value = new LinkedHashMap<>();
            members.forEach((name, expression) -> {
                Object member = expression.of(cells);
                if (member != null) {
                    value.put(name, member);
                }
            });
            return value.isEmpty() ? null : value;
        }

        @Override
        public List<Integer> columns() {
            return columnsOf(members.values());
        }
    }

    /** A list of the values that are there; absent where none is. */
    record Several(List<Expression> parts) implements Expression {
        @Override
        public @Nullable Object of(Cells cells) {
            List<Object> all = parts.stream()
                    .map(part -> part.of(cells))
                    .filter(Objects::nonNull)
                    .map(Object.class::cast)
                    .toList();
            return all.isEmpty() ? null : all;
        }

        @Override
        public List<Integer> columns() {
            return columnsOf(parts);
        }
    }

    private static List<Integer> columnsOf(Iterable<Expression> parts) {
        List<Integer> columns = new ArrayList<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns.stream().distinct().toList();
    }

    /** A refusal of a cell; its position is the column, its argument {@code value} the cell. */
    static ProblemException refusal(String code, String column, String cell, Object... more) {
        Object[] arguments = new Object[4 + more.length];
        arguments[0] = "column";
        arguments[1] = column;
        arguments[2] = "value";
        arguments[3] = cell;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return new ProblemException(Problem.of(code, column, arguments));
    }
}
