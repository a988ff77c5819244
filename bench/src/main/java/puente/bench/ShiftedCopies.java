package puente.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.match.table.Column;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

/**
 * A larger set from a labelled one: each copy is other people, made of the same parts with the same errors. A person of a copy has the given names
 * of one original person and the surnames of another whose rows are of the same registers and as complete; the birth date moves by weeks that differ
 * from copy to copy, telephone numbers by digits, places by rotation, and CURP and RFC follow, with a new check digit where the old one was right.
 *
 * <p>So names are as dense as in a larger register of the same people, while no two persons share a whole name more often than chance. What the
 * generator knew is lost in part: brothers and sisters keep one surname only where their neighbours in the file are brothers and sisters too.
 */
final class ShiftedCopies {
    private static final String SIGNS = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final int DAYS = 37 * 7;
    private static final int STRIDE = 1009;

    private final Table table;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    /** For each row the rows of its person, ordered so that persons of one shape correspond row by row. */
    private final int[][] personOf;
    /** For each row the persons of the same shape, and where its own stands among them. */
    private final List<List<int[]>> alike = new ArrayList<>();

    private final int[] place;

    private ShiftedCopies(Table table) {
        this.table = table;
        table.columns().forEach(column -> columns.put(column.name(), column));
        personOf = new int[table.rows()][];
        place = new int[table.rows()];
        Map<String, List<Integer>> persons = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            persons.computeIfAbsent(text("entity", row), none -> new ArrayList<>())
                    .add(row);
        }
        Map<String, List<int[]>> shapes = new TreeMap<>();
        for (int row = 0; row < table.rows(); row++) {
            alike.add(List.of());
        }
        for (List<Integer> rows : persons.values()) {
            rows.sort(Comparator.comparing(this::shape));
            String shape = String.join(" ", rows.stream().map(this::shape).toList());
            List<int[]> same = shapes.computeIfAbsent(shape, none -> new ArrayList<>());
            int[] person = rows.stream().mapToInt(Integer::intValue).toArray();
            for (int row : person) {
                personOf[row] = person;
                place[row] = same.size();
                alike.set(row, same);
            }
            same.add(person);
        }
    }

    private String text(String column, int row) {
        return Optional.ofNullable(columns.get(column))
                .map(found -> found.text(row))
                .orElse("");
    }

    private String shape(int row) {
        return text("source", row)
                + (text("materno", row).isEmpty() ? '-' : '+')
                + (text("curp", row).isEmpty() ? '-' : '+')
                + text("surname", row).split("[ -]").length;
    }

    static void write(Path original, int rows, Path to) throws IOException {
        ShiftedCopies copies = new ShiftedCopies(Tables.read(original, RowProgress.NONE));
        try (BufferedWriter out = Files.newBufferedWriter(to)) {
            copies.write(rows, out);
        }
    }

    private void write(int rows, BufferedWriter out) throws IOException {
        List<String> cities = values("city");
        List<String> states = values("state");
        List<String> names = columns.keySet().stream()
                .filter(name -> !name.equals("full_name"))
                .toList();
        out.write(String.join(",", names) + "\n");
        int written = 0;
        for (int copy = 0; written < rows; copy++) {
            for (int row = 0; row < table.rows() && written < rows; row++, written++) {
                int donor = donor(row, copy);
                StringBuilder line = new StringBuilder();
                for (String name : names) {
                    String text = text(name, row);
                    String moved = switch (name) {
                        case "rec_id", "entity" -> text + "c" + copy;
                        case "surname", "paterno", "materno" -> text(name, donor);
                        case "given" -> given(text, row, donor);
                        case "dob" -> date(text, copy);
                        case "curp", "rfc" -> code(text, text(name, donor), copy);
                        case "phone" -> digits(text, copy);
                        case "city" -> rotated(text, cities, 7 * copy);
                        case "state" -> rotated(text, states, 3 * copy);
                        default -> text;
                    };
                    line.append(line.isEmpty() ? "" : ",").append(moved.indexOf(',') < 0 ? moved : '"' + moved + '"');
                }
                out.write(line.append('\n').toString());
            }
        }
    }

    /** The row that a row of a copy has its surnames from. */
    private int donor(int row, int copy) {
        List<int[]> same = alike.get(row);
        int[] other = same.get((int) ((place[row] + (long) STRIDE * copy) % same.size()));
        int at = 0;
        while (personOf[row][at] != row) {
            at++;
        }
        return other[at];
    }

    /** A maternal surname that was filed among the given names is the other's as well. */
    private String given(String text, int row, int donor) {
        if (row == donor) {
            return text;
        }
        String maternal = maternal(row);
        String other = maternal(donor);
        return maternal.isEmpty() || other.isEmpty()
                ? text
                : text.replaceAll("(?i)\\b" + java.util.regex.Pattern.quote(maternal) + "\\b", other);
    }

    private String maternal(int row) {
        for (int each : personOf[row]) {
            if (!text("materno", each).isEmpty()) {
                return text("materno", each);
            }
        }
        return "";
    }

    private List<String> values(String name) {
        List<String> values = new ArrayList<>();
        Column column = columns.get(name);
        for (int number = 1; column != null && number < column.values().size(); number++) {
            values.add(column.values().get(number));
        }
        return values;
    }

    private static String rotated(String text, List<String> values, int by) {
        return text.isEmpty() ? text : values.get((values.indexOf(text) + by) % values.size());
    }

    private static String date(String text, int copy) {
        if (text.length() != 10) {
            return text;
        }
        try {
            return LocalDate.parse(text).plusDays((long) DAYS * copy).toString();
        } catch (DateTimeParseException slip) {
            return text;
        }
    }

    /** The date inside a CURP or RFC moves as the birth date does, the letters of the surnames are the other's. */
    private static String code(String text, String other, int copy) {
        int at = text.length() >= 10 && Character.isDigit(text.charAt(4)) ? 4 : -1;
        if (at < 0 || copy == 0) {
            return text;
        }
        StringBuilder moved = new StringBuilder(text);
        if (other.length() == text.length()) {
            moved.replace(0, 3, other.substring(0, 3));
            if (text.length() == 18) {
                moved.replace(13, 15, other.substring(13, 15));
            }
        }
        try {
            String inside = text.substring(at, at + 6);
            String century = Integer.parseInt(inside.substring(0, 2)) < 20 ? "20" : "19";
            LocalDate date = LocalDate.parse(
                    century + inside.substring(0, 2) + "-" + inside.substring(2, 4) + "-" + inside.substring(4));
            String day = date.plusDays((long) DAYS * copy).toString().replace("-", "");
            moved.replace(at, at + 6, day.substring(2));
        } catch (DateTimeParseException | NumberFormatException slip) {
            return moved.toString();
        }
        if (text.length() == 18 && check(text) == text.charAt(17)) {
            moved.setCharAt(17, check(moved.toString()));
        }
        return moved.toString();
    }

    /** RENAPO's check digit. */
    private static char check(String curp) {
        int sum = 0;
        for (int at = 0; at < 17; at++) {
            sum += Math.max(0, SIGNS.indexOf(curp.charAt(at))) * (18 - at);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Every ten copies a digit is back where it was, and would give people of two copies one number: these move on, up to a hundred copies. */
    private static int round(int copy, int at) {
        return at % 5 == 1 || at % 5 == 3 ? 0 : copy / 10;
    }

    private static String digits(String text, int copy) {
        StringBuilder moved = new StringBuilder(text);
        for (int at = 3; at < moved.length(); at++) {
            char digit = moved.charAt(at);
            if (digit >= '0' && digit <= '9') {
                moved.setCharAt(at, (char) ('0' + (digit - '0' + copy * (at + 1) + round(copy, at)) % 10));
            }
        }
        return moved.toString();
    }
}
