package puente.match.pair;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What each level of each field is worth, in bits: log2 of how much likelier it is of one subject than of two. Data: {@code weights.txt}. */
final class Weights {
    private static final Weights STANDARD = new Weights();

    private final Map<String, Double> bits = new HashMap<>();

    private Weights() {
        try (InputStream in = Weights.class.getResourceAsStream("weights.txt")) {
            if (in == null) {
                throw new IllegalStateException("weights.txt is not in the jar");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::read);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void read(String line) {
        String[] words = line.strip().split(" +");
        for (int at = 1; at + 1 < words.length; at += 2) {
            bits.put(words[0] + " " + words[at], Double.valueOf(words[at + 1]));
        }
    }

    static Weights standard() {
        return STANDARD;
    }

    /** The weight of a level; every level of every field has one. */
    double of(String field, String level) {
        Double found = bits.get(field + " " + level);
        if (found == null) {
            throw new IllegalStateException("no weight: " + field + " " + level);
        }
        return found;
    }
}
