package puente.match.field;

import puente.match.identifier.CurpComparison;
import puente.match.identifier.FieldComparison;
import puente.match.identifier.PersonRoot;
import puente.match.identifier.Vins;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/** What identifiers tell of dates: CURP and RFC a birth date, a VIN the model year. */
final class ToldDates {
    private ToldDates() {}

    /** For each row a birth date yyyymmdd, 0 where no identifier tells one; a date that is no birth date is told by none. */
    static int[] of(Table table, Role role) {
        int[] told = new int[table.rows()];
        if (role != Role.BIRTH_DATE) {
            return told;
        }
        for (Column column : table.all(Role.RFC, Role.CURP)) {
            FieldComparison keys = column.role() == Role.CURP ? CurpComparison.ofCurps() : CurpComparison.ofRfcs();
            int[] dates = new int[column.values().size()];
            for (int number = 1; number < dates.length; number++) {
                dates[number] = PersonRoot.birthDate(
                        keys.signs(keys.prepare(column.values().get(number))));
            }
            fill(told, column, dates);
        }
        return told;
    }

    /** For each row the model year inside a whole VIN, 0 where there is none. */
    static int[] modelYears(Table table) {
        int[] told = new int[table.rows()];
        for (Column column : table.all(Role.VIN)) {
            int[] years = new int[column.values().size()];
            for (int number = 1; number < years.length; number++) {
                years[number] = Vins.modelYear(column.values().get(number)).orElse(0);
            }
            fill(told, column, years);
        }
        return told;
    }

    private static void fill(int[] told, Column column, int[] ofValue) {
        for (int row = 0; row < told.length; row++) {
            int date = ofValue[column.rows()[row]];
            told[row] = date == 0 ? told[row] : date;
        }
    }
}
