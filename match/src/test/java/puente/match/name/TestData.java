package puente.match.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import puente.match.text.Folding;

/** The product's lists of names, for tests and benchmarks that need names to draw from. */
public final class TestData {
    private static final Map<String, List<String>> NICKNAMES = nicknames();

    private TestData() {}

    /** Names of a tradition and role, commonest first. */
    public static List<String> frequent(String key) {
        return words("frequent.txt", key).stream()
                .map(name -> name.replace('_', ' '))
                .toList();
    }

    /** Known names of a tradition and role. */
    public static List<String> known(String key) {
        return words("known.txt", key);
    }

    private static List<String> words(String file, String key) {
        List<String> words = new ArrayList<>();
        for (DataLines.Line line : DataLines.of(file)) {
            if (line.head().equals(key)) {
                words.addAll(Arrays.asList(line.words().split(" ")));
            }
        }
        return words;
    }

    private static Map<String, List<String>> nicknames() {
        Map<String, List<String>> nicknames = new HashMap<>();
        for (DataLines.Line line : DataLines.of("nicknames.txt")) {
            nicknames
                    .computeIfAbsent(Folding.plain(line.head()), absent -> new ArrayList<>())
                    .addAll(Arrays.asList(line.words().split(" ")));
        }
        return nicknames;
    }

    /** What someone of a given name is called; the name itself where nothing is known. */
    public static String nickname(String given, Random random) {
        List<String> known = NICKNAMES.getOrDefault(Folding.plain(given), List.of(given));
        return known.get(random.nextInt(known.size()));
    }
}
