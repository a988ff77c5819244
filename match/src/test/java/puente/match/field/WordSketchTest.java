package puente.match.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordSketchTest {
    private static final String[] NAMES = {
        "jose",
        "joseph",
        "pepe",
        "guadalupe",
        "lupe",
        "memo",
        "guillermo",
        "william",
        "bill",
        "jimenez",
        "gimenes",
        "garcia",
        "quintanilla",
        "zuniga",
        "smith",
        "smyth",
        "chavez",
        "chaves",
        "ma",
        "j",
        "hernandez",
        "fernandez",
        "x2",
        "villa&sons"
    };

    /** A name, a name with a slip, or any signs. */
    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        if (random.nextInt(3) > 0) {
            word.append(NAMES[random.nextInt(NAMES.length)]);
        }
        for (int more = random.nextInt(word.isEmpty() ? 40 : 3); more >= 0; more--) {
            int at = random.nextInt(word.length() + 1);
            word.insert(at, "abcdefghijklmnopqrstuvwxyz0123456789&\u00f1".charAt(random.nextInt(38)));
            if (random.nextBoolean()) {
                word.deleteCharAt(random.nextInt(word.length()));
            }
        }
        return word.isEmpty() ? "a" : word.toString();
    }

    private static boolean apart(Words words, TokenLikeness.Dictionary dictionary, String one, String other) {
        int a = words.intern(one);
        int b = words.intern(other);
        dictionary.extend();
        return WordSketch.apart(dictionary.sketch(a), dictionary.sketch(b));
    }

    @Property(tries = 200)
    void wordsThatSketchesTellApart_areNothingToEachOther(@ForAll long seed) {
        Random random = new Random(seed);
        Words words = new Words();
        TokenLikeness.Dictionary dictionary = new TokenLikeness.Dictionary(words);
        TokenLikeness likeness = new TokenLikeness(dictionary);
        for (int pair = 0; pair < 50; pair++) {
            String one = word(random);
            String other = random.nextBoolean() ? word(random) : one + (char) ('a' + random.nextInt(26));
            if (apart(words, dictionary, one, other)) {
                assertThat(likeness.of(words.find(one), words.find(other)))
                        .as(one + " " + other)
                        .isEqualTo(TokenLikeness.NONE);
            }
        }
    }

    @Property(tries = 200)
    void wordsJoined_areToldApartAsTheWholeWouldBe(@ForAll long seed) {
        Random random = new Random(seed);
        for (int pair = 0; pair < 50; pair++) {
            String[] parts = {word(random), word(random), word(random)};
            Words words = new Words(false);
            TokenLikeness.Dictionary dictionary = new TokenLikeness.Dictionary(words);
            long[] sketches = new long[parts.length];
            for (int part = 0; part < parts.length; part++) {
                int number = words.intern(parts[part]);
                dictionary.extend();
                sketches[part] = dictionary.sketch(number);
            }
            String whole = String.join("", parts);
            String other = random.nextBoolean() ? word(random) : whole.substring(1);
            int a = words.intern(whole);
            int b = other.isEmpty() ? 0 : words.intern(other);
            dictionary.extend();
            long joined = WordSketch.joined(WordSketch.joined(sketches[0], sketches[1]), sketches[2]);
            if (b != 0 && a != b && WordSketch.lettersApart(joined, dictionary.sketch(b))) {
                assertThat(new TokenLikeness(dictionary).of(a, b))
                        .as(whole + " " + other)
                        .isEqualTo(TokenLikeness.NONE);
            }
        }
    }

    @Test
    void strangersAreToldApart_andPetNamesNever() {
        Words words = new Words();
        TokenLikeness.Dictionary dictionary = new TokenLikeness.Dictionary(words);
        int apart = 0;
        for (String one : new String[] {"martinez", "lopez", "smith", "quintanilla"}) {
            for (String other : new String[] {"baker", "zuniga", "wolf", "ochoa"}) {
                apart += apart(words, dictionary, one, other) ? 1 : 0;
            }
        }
        assertThat(apart).isGreaterThan(8);
        assertThat(apart(words, dictionary, "jose", "pepe")).isFalse();
        assertThat(apart(words, dictionary, "guillermo", "bill")).isFalse();
    }
}
