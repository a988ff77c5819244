package puente.match.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Problem;

class RecogniserTest {
    @TempDir
    private Path folder;

    private Table recognise(String header, String... rows) throws IOException {
        Path file = folder.resolve("register.csv");
        Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
        return Recogniser.recognise(Tables.read(file, RowProgress.NONE));
    }

    private static Role[] roles(Table table) {
        return table.columns().stream().map(Column::role).toArray(Role[]::new);
    }

    @Test
    void spanishHeaders_areUnderstood() throws IOException {
        Table table = recognise(
                "Folio,Nombre(s),Primer Apellido,Segundo Apellido,Fecha de nacimiento,Sexo,Clave CURP,Teléfono,Municipio,C.P.",
                "1,Ana,Pérez,Soto,1980-01-02,M,PESA800102MDFRTN07,5512345678,León,37000",
                "2,Luis,Gil,Paz,1981-02-03,H,GIPL810203HDFLZS05,5587654321,Silao,36100");
        assertThat(roles(table))
                .containsExactly(
                        Role.ID,
                        Role.GIVEN_NAME,
                        Role.PATERNAL_SURNAME,
                        Role.MATERNAL_SURNAME,
                        Role.BIRTH_DATE,
                        Role.SEX,
                        Role.CURP,
                        Role.PHONE,
                        Role.PLACE,
                        Role.POSTCODE);
    }

    @Test
    void historicalRegister_isUnderstood() throws IOException {
        Table table = recognise(
                "unique_id,cluster,full_name,first_name,surname,dob,birth_place,postcode_fake,gender,occupation",
                "Q1-1,Q1,Ann Lee,Ann,Lee,1801-02-03,Leeds,LS1 2AB,female,writer",
                "Q1-2,Q1,Anne Lee,Anne,Lee,1801-02-03,York,LS1 2AC,female,poet",
                "Q2-1,Q2,Tom Hay,Tom,Hay,1820-05-06,Bath,BA1 1AA,male,painter");
        assertThat(roles(table))
                .containsExactly(
                        Role.ID,
                        Role.TRUTH,
                        Role.IGNORE,
                        Role.GIVEN_NAME,
                        Role.SURNAME,
                        Role.BIRTH_DATE,
                        Role.PLACE,
                        Role.POSTCODE,
                        Role.SEX,
                        Role.OCCUPATION);
    }

    @Test
    void headersThatSayNothing_giveWayToTheForm() throws IOException {
        Table table = recognise(
                "a,b,c",
                "PESA800102MDFRTN07,1FTEW1EP5JFA00001,1980-01-02",
                "GIPL810203HDFLZS05,3VWD17AJ5EM000002,1981-02-03");
        assertThat(roles(table)).containsExactly(Role.CURP, Role.VIN, Role.DATE);
    }

    @Test
    void columnCalledBirthThatHoldsTowns_isAPlace() throws IOException {
        assertThat(roles(recognise("birth,name", "Leeds,Ann", "York,Tom"))).startsWith(Role.PLACE);
    }

    @Test
    void emptyAndConstantColumns_areLeftOutAndTold() throws IOException {
        Table table = recognise("name,empty,constant", "Ana,,x", "Luz,,x");
        assertThat(roles(table)).containsExactly(Role.FULL_NAME, Role.IGNORE, Role.IGNORE);
        assertThat(table.notes())
                .extracting(Problem::code)
                .containsExactly("match.table.column-empty", "match.table.column-constant");
    }

    @Test
    void duplicateIdentifiers_areTold() throws IOException {
        Table table = recognise("id,name", "1,Ana", "1,Luz", "2,Eva");
        assertThat(table.notes()).extracting(Problem::code).containsExactly("match.table.duplicate-ids");
    }
}
