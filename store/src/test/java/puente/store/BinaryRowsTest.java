package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL itself says what it understood. */
@Timeout(60)
class BinaryRowsTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private record Understood(BigDecimal number, List<String> texts) {}

    private static List<Understood> understood(List<BigDecimal> numbers, List<List<String>> texts) {
        return database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create temporary table t (at integer, n numeric, a text[]) on commit drop");
                try (BinaryCopy copy = new BinaryCopy(connection, "t")) {
                    for (int at = 0; at < numbers.size(); at++) {
                        copy.row(3).int4(at).numeric(numbers.get(at)).textArray(texts.get(at % texts.size()));
                    }
                    assertThat(copy.finish()).isEqualTo(numbers.size());
                }
                List<Understood> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("select n::text, a from t order by at")) {
                    while (row.next()) {
                        Array array = row.getArray(2);
                        found.add(
                                new Understood(new BigDecimal(row.getString(1)), List.of((String[]) array.getArray())));
                    }
                }
                return found;
            }
        });
    }

    @Test
    void numbers_areTheSameToTheLastPlaceAsWritten() {
        Random random = new Random(20_261_122);
        List<BigDecimal> numbers = Stream.concat(
                        Stream.of(
                                        "0",
                                        "0.00",
                                        "1",
                                        "-1",
                                        "9999",
                                        "10000",
                                        "100000000",
                                        "0.0001",
                                        "0.00001",
                                        "-0.5",
                                        "1234.25",
                                        "99999999999999999999.99999999999999999999",
                                        "1E+7",
                                        "-12E+9",
                                        "1E-30")
                                .map(BigDecimal::new),
                        Stream.generate(() -> new BigDecimal(
                                        new BigInteger(1 + random.nextInt(200), random), random.nextInt(40) - 8))
                                .map(each -> random.nextBoolean() ? each : each.negate())
                                .limit(2_000))
                .toList();

        List<Understood> found = understood(numbers, List.of(List.of()));

        for (int at = 0; at < numbers.size(); at++) {
            BigDecimal number = numbers.get(at);
            assertThat(found.get(at).number())
                    .as(number.toString())
                    .isEqualTo(number.scale() < 0 ? number.setScale(0) : number);
        }
    }

    @Test
    void texts_keepEveryCharacter_andAnEmptyArrayIsEmpty() {
        List<List<String>> texts = List.of(
                List.of(), List.of("component=ofo", "drug=fentanyl"), List.of("\\ \" ' {},\t\nñ🚓", "", "NULL"));

        List<Understood> found = understood(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE), texts);

        assertThat(found).extracting(Understood::texts).isEqualTo(texts);
    }
}
