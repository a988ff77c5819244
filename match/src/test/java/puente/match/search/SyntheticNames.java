package puente.match.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import puente.match.name.TestData;

/**
 * Names of persons as two countries would have them, and what clerks make of them when they ask: from a seed, so that every run is the
 * same. No real person; tokens are drawn from the product's own lists by Zipf's law, surnames with a tail of rarer ones.
 */
public final class SyntheticNames {
    private static final String[] PARTICLES = {"de la ", "del ", "de ", "de los "};
    private static final String KEYBOARD = "abcdefghijklmnopqrstuvwxyz";

    /** A question, the name it asks for, and how it was made from it. */
    public record Query(String text, int target, String corruption) {}

    private final Random random;
    private final Map<String, List<String>> lists = new HashMap<>();

    public SyntheticNames(long seed) {
        random = new Random(seed);
        for (String key : List.of(
                "hispanic surname",
                "hispanic male",
                "hispanic female",
                "english surname",
                "english male",
                "english female")) {
            List<String> names = new ArrayList<>(TestData.frequent(key));
            names.addAll(TestData.known(key));
            lists.put(key, names.stream().distinct().toList());
        }
    }

    /** So many names, a fifth of them English. */
    public List<String> names(int count) {
        List<String> names = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            names.add(random.nextInt(5) == 0 ? english() : hispanic());
        }
        return names;
    }

    private String hispanic() {
        String sex = random.nextBoolean() ? "hispanic male" : "hispanic female";
        String given = draw(sex) + (random.nextInt(100) < 55 ? " " + draw(sex) : "");
        return title(given) + " " + title(surname("hispanic surname")) + " " + title(surname("hispanic surname"));
    }

    private String english() {
        String sex = random.nextBoolean() ? "english male" : "english female";
        return title(draw(sex) + " " + draw(sex)) + " " + title(surname("english surname"));
    }

    /** Three in ten surnames are rare: a listed one grown by an ending. */
    private String surname(String list) {
        String name = draw(list);
        if (random.nextInt(10) < 3) {
            String[] endings = {
                "eda", "oz", "ari", "uelo", "ales", "iega", "ton", "ley", "man", "worth", "ini", "eca", "era", "illo"
            };
            name = name.substring(0, Math.min(name.length(), 3 + random.nextInt(3)))
                    + endings[random.nextInt(endings.length)];
        }
        return random.nextInt(25) == 0 ? PARTICLES[random.nextInt(PARTICLES.length)] + name : name;
    }

    /** By Zipf's law over the list's order. */
    private String draw(String key) {
        List<String> list = lists.get(key);
        double at = Math.exp(random.nextDouble() * Math.log(list.size() + 1.0)) - 1;
        return list.get(Math.min((int) at, list.size() - 1));
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int at = 0; at < out.length(); at++) {
            if (at == 0 || out.charAt(at - 1) == ' ') {
                out.setCharAt(at, Character.toUpperCase(out.charAt(at)));
            }
        }
        return out.toString();
    }

    /** Questions for names of the list, each spoiled in one or two ways that clerks know. */
    public List<Query> queries(List<String> names, int count) {
        List<Query> queries = new ArrayList<>(count);
        while (queries.size() < count) {
            int target = random.nextInt(names.size());
            String spoiled = names.get(target);
            StringBuilder how = new StringBuilder();
            int times = 1 + random.nextInt(2);
            for (int time = 0; time < times; time++) {
                int kind = random.nextInt(8);
                spoiled = spoil(spoiled, kind);
                how.append(kind).append(' ');
            }
            queries.add(new Query(spoiled, target, how.toString().strip()));
        }
        return queries;
    }

    private String spoil(String name, int kind) {
        String[] words = name.split(" ");
        int longest = random.nextInt(words.length);
        for (int at = 0; at < words.length; at++) {
            longest = words[longest].length() < 4 ? at : longest;
        }
        String word = words[longest];
        switch (kind) {
            case 0, 1 -> words[longest] = slip(word);
            case 2 -> words[longest] = misheard(word);
            case 3 -> {
                return String.join(" ", words)
                        .toUpperCase(java.util.Locale.ROOT)
                        .replace("N", random.nextInt(9) == 0 ? "Ñ" : "N");
            }
            case 4 -> {
                // Surnames first.
                return words.length < 3
                        ? name
                        : words[words.length - 1] + " "
                                + String.join(" ", java.util.Arrays.copyOf(words, words.length - 1));
            }
            case 5 -> {
                // The second given name left out, or made an initial.
                if (words.length >= 4 && words[1].length() > 3) {
                    words[1] = random.nextBoolean() ? words[1].substring(0, 1) : "";
                }
            }
            case 6 -> words[0] = TestData.nickname(words[0], random);
            default -> {
                int at = 1 + random.nextInt(words.length - 1);
                if (words[at - 1].length() <= 3) {
                    words[at - 1] = words[at - 1] + words[at];
                    words[at] = "";
                } else {
                    // Typed only in part.
                    String last = words[words.length - 1];
                    words[words.length - 1] =
                            last.substring(0, Math.min(last.length(), Math.max(4, last.length() - 2)));
                }
            }
        }
        return String.join(" ", words).replaceAll(" +", " ").strip();
    }

    private String slip(String word) {
        if (word.length() < 4) {
            return word;
        }
        int at = 1 + random.nextInt(word.length() - 2);
        char other = KEYBOARD.charAt(random.nextInt(KEYBOARD.length()));
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + other + word.substring(at);
            case 2 -> word.substring(0, at) + other + word.substring(at + 1);
            default -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
        };
    }

    private String misheard(String word) {
        String[][] sounds = {
            {"z", "s"},
            {"v", "b"},
            {"b", "v"},
            {"s", "z"},
            {"ll", "y"},
            {"h", ""},
            {"qu", "k"},
            {"ge", "je"},
            {"gi", "ji"},
            {"ñ", "n"},
            {"c", "k"}
        };
        String heard = word;
        for (int time = 0; time < 4 && heard.equals(word); time++) {
            String[] sound = sounds[random.nextInt(sounds.length)];
            int at = word.indexOf(sound[0], 1);
            heard = at > 0
                            && (!sound[0].equals("c")
                                    || at + 1 < word.length() && "aou".indexOf(word.charAt(at + 1)) >= 0)
                    ? word.substring(0, at) + sound[1] + word.substring(at + sound[0].length())
                    : word;
        }
        return heard;
    }
}
