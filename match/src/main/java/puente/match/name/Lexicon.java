package puente.match.name;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.match.text.Folding;

/**
 * What is known of single tokens: whether they are given names or surnames, of which tradition, and how common. Tokens are folded
 * ({@link Folding#plain}). Data: {@code known.txt}, {@code frequent.txt}, {@code words.txt}.
 */
public final class Lexicon {
    /** Rank of a name that is known, but not among the frequent ones. */
    static final int RARE = 400;

    private static final Lexicon STANDARD = new Lexicon();

    /** What is known of one token. */
    static final class Known {
        private int givenRank = Integer.MAX_VALUE;
        private int surnameRank = Integer.MAX_VALUE;
        private boolean male;
        private boolean female;
        private boolean patronymic;
        private final Set<String> traditions = new HashSet<>(4);

        private Known() {}

        boolean isGiven() {
            return givenRank != Integer.MAX_VALUE;
        }

        boolean isSurname() {
            return surnameRank != Integer.MAX_VALUE;
        }

        boolean isPatronymic() {
            return patronymic;
        }

        boolean isOf(String tradition) {
            return traditions.contains(tradition);
        }

        /** Given to women alone, as far as is known. */
        boolean isFemaleOnly() {
            return female && !male;
        }

        boolean isMaleOnly() {
            return male && !female;
        }

        int rank() {
            return Math.min(givenRank, surnameRank);
        }

        private void add(String tradition, String role, int rank) {
            traditions.add(tradition);
            switch (role) {
                case "surname" -> surnameRank = Math.min(surnameRank, rank);
                case "patronymic" -> patronymic = true;
                case "given", "male", "female" -> {
                    givenRank = Math.min(givenRank, rank);
                    male |= role.equals("male");
                    female |= role.equals("female");
                }
                default -> throw new IllegalStateException("no such role of a name: " + role);
            }
        }
    }

    private final Map<String, Known> known = new HashMap<>(40_000);
    private final Map<String, Set<String>> words = new HashMap<>();

    private Lexicon() {
        for (DataLines.Line line : DataLines.of("frequent.txt")) {
            int rank = 0;
            for (String name : line.words().split(" ")) {
                // de_la_cruz is one name of several tokens: its last one bears the name.
                add(line.head(), name.substring(name.lastIndexOf('_') + 1), rank++);
            }
        }
        for (DataLines.Line line : DataLines.of("known.txt")) {
            for (String name : line.words().split(" ")) {
                add(line.head(), name, RARE);
            }
        }
        for (DataLines.Line line : DataLines.of("words.txt")) {
            Set<String> set = new HashSet<>();
            for (String word : line.words().split(" ")) {
                set.add(Folding.plain(word));
            }
            words.put(line.head(), Set.copyOf(set));
        }
    }

    private void add(String head, String name, int rank) {
        int blank = head.indexOf(' ');
        known.computeIfAbsent(name, absent -> new Known())
                .add(head.substring(0, blank), head.substring(blank + 1), rank);
    }

    /** What the product knows. */
    public static Lexicon standard() {
        return STANDARD;
    }

    @Nullable
    Known get(String token) {
        return known.get(token);
    }

    /** Whether a folded token is a given name somewhere. */
    public boolean isGiven(String token) {
        Known found = known.get(token);
        return found != null && found.isGiven();
    }

    /** Whether a folded token is a surname somewhere. */
    public boolean isSurname(String token) {
        Known found = known.get(token);
        return found != null && found.isSurname();
    }

    /** The traditions in which a folded token is a name, {@code hispanic}, {@code english}, {@code indigenous} …; empty where unknown. */
    public Set<String> traditions(String token) {
        Known found = known.get(token);
        return found == null ? Set.of() : Set.copyOf(found.traditions);
    }

    /**
     * How much agreement on a folded token says, 0.6 for the commonest names to 1.1 for one never heard of: the logarithm of its
     * rank, for a rare name shared by two records is seldom shared by chance.
     */
    public double weight(String token) {
        Known found = known.get(token);
        if (found == null) {
            return 1.1;
        }
        int rank = Math.min(found.rank(), RARE);
        return 0.6 + 0.4 * Math.log1p(rank) / Math.log1p(RARE);
    }

    /** The place of a token among the commonest of its tradition, from 0; {@link #RARE} where it is known, far beyond where it is not. */
    int rank(String token) {
        Known found = known.get(token);
        return found == null ? Integer.MAX_VALUE : found.rank();
    }

    /** The logarithm of how much likelier the token is a given name than a surname; 0 where nothing is known. */
    double givenOdds(String token) {
        Known found = known.get(token);
        if (found == null) {
            return 0;
        }
        return Math.log(share(found.givenRank) / share(found.surnameRank));
    }

    private static double share(int rank) {
        return rank == Integer.MAX_VALUE ? 0.0002 : 0.3 / (rank + 3);
    }

    /** Whether a folded token is in a list of {@code words.txt}: particle, title, suffix … */
    boolean is(String list, String token) {
        return words.getOrDefault(list, Set.of()).contains(token);
    }

    /** The lists there are, for tests. */
    Set<String> lists() {
        return words.keySet();
    }

    /** The folded tokens of a text. */
    static List<String> tokens(String text) {
        String folded = Folding.plain(text);
        return folded.isEmpty() ? List.of() : List.of(folded.split(" "));
    }
}
