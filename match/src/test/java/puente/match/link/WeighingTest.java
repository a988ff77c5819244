package puente.match.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.match.model.Rows;
import puente.match.model.Scale;
import puente.match.model.Weighing;
import puente.match.table.Recogniser;
import puente.match.table.RowProgress;
import puente.match.table.Tables;

/** What is weighed together, with what cannot reach the least weight left out early, is what each pair weighs by itself. */
class WeighingTest {
    private static final String[] WORDS = {
        "Aceros",
        "Garza",
        "Norte",
        "Banco",
        "Pacific",
        "Trading",
        "Lone",
        "Star",
        "Maquilas",
        "Quintanilla",
        "Foods",
        "Logistics"
    };
    private static final String[] SURNAMES = {
        "García", "Quintanilla", "Peña", "Smith", "Baker", "Zúñiga", "Ochoa", "Wolf"
    };
    private static final String[] GIVEN = {"José", "Guadalupe", "John", "Rosa", "Pedro", "William", "Bill", "García"};

    @TempDir
    private Path folder;

    private static String one(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    private static String slip(String text, Random random) {
        int at = random.nextInt(text.length());
        return random.nextInt(5) == 0 ? text.substring(0, at) + "x" + text.substring(at) : text;
    }

    private Linker.Result linked(String header, List<String> lines) throws IOException {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, header + "\n" + String.join("\n", lines) + "\n");
        return new Linker(Recogniser.recognise(Tables.read(file, RowProgress.NONE)), 1).run();
    }

    private static void assertWeighedAlike(Linker.Result result, double least) {
        Rows rows = result.rows();
        Scale scale = result.model().scale();
        Rows.Pairing pairing = rows.pairing();
        Weighing weighing = new Weighing(rows, scale, least);
        byte[] levels = new byte[rows.slots()];
        List<String> apart = new ArrayList<>();
        List<String> together = new ArrayList<>();
        int[] others = new int[rows.count()];
        Arrays.setAll(others, place -> place);
        for (int place = 1; place < rows.count(); place++) {
            int at = place;
            for (int other = 0; other < place; other++) {
                double bits = scale.bits(levels(pairing, place, other, levels), rarity(pairing, place, other, levels));
                if (bits >= least) {
                    apart.add(place + " " + other + " " + bits);
                }
            }
            weighing.weigh(place, others, place, (other, bits) -> together.add(at + " " + other + " " + bits));
        }
        assertThat(together).isEqualTo(apart).hasSizeGreaterThan(50);
    }

    private static byte[] levels(Rows.Pairing pairing, int a, int b, byte[] into) {
        pairing.compare(a, b, into);
        return into;
    }

    private static double rarity(Rows.Pairing pairing, int a, int b, byte[] levels) {
        return pairing.compare(a, b, levels) / 8.0;
    }

    @Test
    void persons_withColumnsSwappedAndNamesStrayed() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int person = 0; person < 300; person++) {
            String given = one(GIVEN, random) + " " + one(GIVEN, random);
            String surname = one(SURNAMES, random) + " " + one(SURNAMES, random);
            String date = "19%02d-%02d-%02d"
                    .formatted(50 + random.nextInt(40), 1 + random.nextInt(12), 1 + random.nextInt(28));
            for (int time = random.nextInt(3); time >= 0; time--) {
                boolean swapped = random.nextInt(10) == 0;
                lines.add(String.join(
                        ",",
                        slip(swapped ? surname : given, random),
                        slip(swapped ? given : surname, random),
                        random.nextInt(6) == 0 ? "" : date,
                        random.nextBoolean() ? "F" : "M",
                        "Villa " + random.nextInt(9)));
            }
        }
        Linker.Result result = linked("given,surname,dob,sex,town", lines);
        assertWeighedAlike(result, Linker.KEPT_BITS);
        assertWeighedAlike(result, 0);
    }

    @Test
    void persons_withTwoSurnamesOrOne_rareAndCommon() throws IOException {
        Random random = new Random(9);
        List<String> lines = new ArrayList<>();
        for (int person = 0; person < 400; person++) {
            String rare = random.nextInt(4) == 0 ? "Xo" + (char) ('a' + random.nextInt(26)) + "potl" : "";
            String surname = rare.isEmpty() ? one(SURNAMES, random) : rare;
            String maternal = one(SURNAMES, random);
            String given = one(GIVEN, random);
            int year = 50 + random.nextInt(40);
            for (int time = random.nextInt(3); time >= 0; time--) {
                String second = random.nextInt(3) == 0 ? "" : " " + maternal;
                String filed = random.nextInt(5) == 0 ? given + second : given;
                lines.add(slip(filed, random) + "," + slip(surname, random) + (filed.equals(given) ? second : "")
                        + ",19%02d-%02d-01,".formatted(year, 1 + random.nextInt(3))
                        + (random.nextInt(4) == 0 ? "" : "Villa " + random.nextInt(40)));
            }
        }
        Linker.Result result = linked("given,surname,dob,town", lines);
        assertWeighedAlike(result, Linker.KEPT_BITS);
        assertWeighedAlike(result, 0);
        assertWeighedAlike(result, -3);
    }

    @Test
    void companies() throws IOException {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>();
        for (int company = 0; company < 300; company++) {
            String name = one(WORDS, random) + " " + one(WORDS, random) + " " + one(WORDS, random);
            String phone = "" + (6_000_000_000L + random.nextInt(2_000_000));
            for (int time = random.nextInt(3); time >= 0; time--) {
                lines.add(slip(name, random) + (random.nextBoolean() ? " SA de CV" : "") + ","
                        + (random.nextInt(3) == 0 ? "" : phone));
            }
        }
        assertWeighedAlike(linked("company,phone", lines), Linker.KEPT_BITS);
    }
}
