package puente.match.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

class FieldsTest {
    @TempDir
    private Path folder;

    /** A table of one column for each role. */
    private Table table(List<Role> roles, String... lines) throws IOException {
        Path file = folder.resolve("rows.csv");
        String header = String.join(",", roles.stream().map(Role::written).toList());
        Files.writeString(file, header + "\n" + String.join("\n", lines) + "\n");
        Table read = Tables.read(file, RowProgress.NONE);
        return new Table(
                IntStream.range(0, roles.size())
                        .mapToObj(at -> read.columns().get(at).as(roles.get(at)))
                        .toList(),
                read.rows(),
                read.rows(),
                List.of());
    }

    private static Field.Part partOf(Table table, String name) {
        return Fields.of(table).slots().stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow()
                .part();
    }

    @Test
    void aYearAmongPersonsWithoutADate_isTheirBirth_andOtherwiseNot() throws IOException {
        List<Role> persons = List.of(Role.GIVEN_NAME, Role.SURNAME, Role.YEAR);
        assertThat(partOf(table(persons, "Ana,Soto,1901", "Eva,Gil,1902"), "year"))
                .isEqualTo(Field.Part.BIRTH);
        List<Role> dated = List.of(Role.GIVEN_NAME, Role.SURNAME, Role.BIRTH_DATE, Role.YEAR);
        assertThat(partOf(table(dated, "Ana,Soto,1901-02-03,1930", "Eva,Gil,1902-03-04,1931"), "year"))
                .isEqualTo(Field.Part.OTHER);
        List<Role> vehicles = List.of(Role.PLATE, Role.YEAR);
        assertThat(partOf(table(vehicles, "ABC123,2001", "XYZ987,2002"), "year"))
                .isEqualTo(Field.Part.OTHER);
    }

    @Test
    void coloursInTwoLanguages_areOne_asAreTheirShortForms() throws IOException {
        Table table = table(
                List.of(Role.COLOUR, Role.PLATE),
                "GRIS,A1",
                "gray,A2",
                "ROJO,A3",
                "Red,A4",
                "azul marino,A5",
                "BLU,A6");
        Column colours = table.columns().get(0);
        Words words = new Words(false);
        int[] numberOf = new int[colours.values().size()];
        for (int value = 1; value < numberOf.length; value++) {
            numberOf[value] = words.intern(Plain.fold(colours.values().get(value)));
        }
        int[] classes = Canons.classes(colours, words, numberOf);
        int[] ofRows = Arrays.stream(colours.rows())
                .map(value -> classes[numberOf[value]])
                .toArray();
        assertThat(ofRows[0]).isEqualTo(ofRows[1]).isNotEqualTo(ofRows[2]);
        assertThat(ofRows[2]).isEqualTo(ofRows[3]);
        assertThat(ofRows[4]).isEqualTo(ofRows[5]).isNotEqualTo(ofRows[0]);
    }
}
