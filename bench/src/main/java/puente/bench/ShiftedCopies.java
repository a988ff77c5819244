package puente.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import puente.match.table.Column;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

/**
 * A larger set from a labelled one: each copy is other people with the same names and the same errors. Birth dates move by weeks that differ from copy
 * to copy, inside CURP and RFC too, telephone numbers by digits, places by rotation. Every person gains as many namesakes as there are copies, which
 * makes the set harder than its original.
 */
final class ShiftedCopies {
    private ShiftedCopies() {}

    static void write(Path original, int rows, Path to) throws IOException {
        Table table = Tables.read(original, RowProgress.NONE);
        List<String> cities = values(table, "city");
        List<String> states = values(table, "state");
        int written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(to)) {
            List<String> names = table.columns().stream().map(Column::name).toList();
            out.write(String.join(",", names) + "\n");
            for (int copy = 0; written < rows; copy++) {
                for (int row = 0; row < table.rows() && written < rows; row++, written++) {
                    StringBuilder line = new StringBuilder();
                    for (Column column : table.columns()) {
                        String text = column.text(row);
                        String moved = text.isEmpty()
                                ? ""
                                : switch (column.name()) {
                                    case "rec_id", "entity" -> text + "c" + copy;
                                    case "dob" -> date(text, copy);
                                    case "curp", "rfc" -> code(text, copy);
                                    case "phone" -> digits(text, copy);
                                    case "city" -> cities.get((cities.indexOf(text) + 7 * copy) % cities.size());
                                    case "state" -> states.get((states.indexOf(text) + 3 * copy) % states.size());
                                    default -> text;
                                };
                        line.append(line.isEmpty() ? "" : ",")
                                .append(moved.indexOf(',') < 0 ? moved : '"' + moved + '"');
                    }
                    out.write(line.append('\n').toString());
                }
            }
        }
    }

    private static List<String> values(Table table, String name) {
        List<String> values = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.name().equals(name)) {
                for (int number = 1; number < column.values().size(); number++) {
                    values.add(column.values().get(number));
                }
            }
        }
        return values;
    }

    private static String date(String text, int copy) {
        if (text.length() != 10) {
            return text;
        }
        try {
            return LocalDate.parse(text).plusDays(37L * 7 * copy).toString();
        } catch (DateTimeParseException slip) {
            return text;
        }
    }

    /** The date inside a CURP or RFC moves as the birth date does. */
    private static String code(String text, int copy) {
        int at = text.length() >= 10 && Character.isDigit(text.charAt(4)) ? 4 : -1;
        if (at < 0 || copy == 0) {
            return text;
        }
        try {
            String inside = text.substring(at, at + 6);
            String century = Integer.parseInt(inside.substring(0, 2)) < 20 ? "20" : "19";
            LocalDate date = LocalDate.parse(
                    century + inside.substring(0, 2) + "-" + inside.substring(2, 4) + "-" + inside.substring(4));
            String moved =
                    date.plusDays(37L * 7 * copy).toString().replace("-", "").substring(2);
            return text.substring(0, at) + moved + text.substring(at + 6);
        } catch (DateTimeParseException | NumberFormatException slip) {
            return text;
        }
    }

    private static String digits(String text, int copy) {
        StringBuilder moved = new StringBuilder(text);
        for (int at = 3; at < moved.length(); at++) {
            char digit = moved.charAt(at);
            if (digit >= '0' && digit <= '9') {
                moved.setCharAt(at, (char) ('0' + (digit - '0' + copy * (at + 1)) % 10));
            }
        }
        return moved.toString();
    }
}
