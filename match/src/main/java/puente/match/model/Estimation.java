package puente.match.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import puente.match.field.Field;
import puente.match.field.Field.Part;

/**
 * Estimates a {@link Model} without labels: u from pairs taken at random, m, the relatives and the priors by expectation maximisation (Dempster, Laird
 * and Rubin 1977; Winkler 1988) on the histogram of the candidates' patterns. Candidates are all that blocking brought together; every other pair is
 * taken to be a pair at random, so the priors are over all pairs.
 *
 * <p>Relatives are what breaks independence among pairs that are not one subject. <em>Namesakes</em> (father and son too) have the names of one subject
 * and the dates and identifiers of two; <em>siblings</em> the surnames of one, all else of two; <em>twins</em> the birth date as well. What is not
 * said of them here (an address, a sex) is estimated for each.
 */
public final class Estimation {
    private static final int ROUNDS_MAX = 40;
    private static final double STILL = 1e-4;

    /** A pattern of which less than so many pairs are anything but chance is passed over until the next round that looks at all. */
    private static final double NEGLIGIBLE = 5e-4;

    private static final int AWAKE_EVERY = 6;

    private static final int STAGES = 2;

    /** So many pairs at random suffice to say how frequent a level is. */
    private static final double ENOUGH = 12;

    private static final double UNSEEN = 0.02;

    /** How many pairs the first guess of m counts for. */
    private static final double GUESS_PAIRS = 30;

    private final List<Field.Slot> slots;
    private final Histogram candidates;
    private final double pairs;
    private double[][] u;
    private final Histogram random;
    /** Levels that no pair had: nothing is known of them, so they weigh nothing. */
    private final boolean[][] unseen;

    private final double[][] randomCounts;
    private final double[][] candidateCounts;
    private final boolean[] idleRandom;
    private final List<Kind> kinds;
    private List<Joint> joints;

    /** What a class takes from where, by slot: its own estimate, that of one subject, or that of chance. */
    private record Kind(String name, Source[] sources) {}

    private enum Source {
        OWN,
        MATCH,
        CHANCE
    }

    private Estimation(List<Field.Slot> slots, Histogram candidates, Histogram random, double pairs) {
        this.slots = slots;
        this.candidates = candidates;
        this.pairs = pairs;
        this.random = random;
        unseen = new boolean[slots.size()][];
        randomCounts = counts(slots, random);
        candidateCounts = counts(slots, candidates);
        idleRandom = new boolean[random.size()];
        for (int slot = 0; slot < unseen.length; slot++) {
            unseen[slot] = new boolean[slots.get(slot).levels().size()];
            for (int level = 1; level < unseen[slot].length; level++) {
                unseen[slot][level] = candidateCounts[slot][level] == 0 && randomCounts[slot][level] == 0;
            }
        }
        u = chance(zeros(slots), zeros(slots));
        kinds = kinds(slots);
        joints = Joint.of(slots, random, new double[random.size()], u);
    }

    /**
     * @param candidates the patterns of pairs that blocking brought together
     * @param random the patterns of pairs taken at random
     * @param pairs how many pairs there are in all
     * @param expectedMatches a first guess of how many of them are of one subject
     */
    public static Model estimate(
            List<Field.Slot> slots, Histogram candidates, Histogram random, double pairs, double expectedMatches) {
        return new Estimation(slots, candidates, random, pairs).run(expectedMatches, STAGES);
    }

    /** The same in a tenth of the time, for a pilot that only has to tell likely from unlikely. */
    public static Model roughly(
            List<Field.Slot> slots, Histogram candidates, Histogram random, double pairs, double expectedMatches) {
        return new Estimation(slots, candidates, random, pairs).run(expectedMatches, 1);
    }

    private static List<Kind> kinds(List<Field.Slot> slots) {
        boolean family = slots.stream().anyMatch(slot -> slot.part() == Part.FAMILY_NAME);
        boolean given = slots.stream().anyMatch(slot -> slot.part() == Part.GIVEN_NAME);
        boolean birth = slots.stream().anyMatch(slot -> slot.part() == Part.BIRTH);
        if (!family || !given || !birth) {
            return List.of();
        }
        return List.of(
                kind("namesakes", slots, Source.MATCH, Source.MATCH, Source.CHANCE),
                kind("siblings", slots, Source.MATCH, Source.CHANCE, Source.CHANCE),
                kind("twins", slots, Source.MATCH, Source.CHANCE, Source.MATCH));
    }

    private static Kind kind(String name, List<Field.Slot> slots, Source family, Source given, Source birth) {
        Source[] sources = new Source[slots.size()];
        for (int slot = 0; slot < sources.length; slot++) {
            sources[slot] = switch (slots.get(slot).part()) {
                case FAMILY_NAME -> family;
                case GIVEN_NAME -> given;
                case BIRTH -> birth;
                case IDENTITY -> Source.CHANCE;
                case OTHER -> Source.OWN;
            };
        }
        return new Kind(name, sources);
    }

    private Model run(double expectedMatches, int stages) {
        double[][] m = new double[u.length][];
        for (int slot = 0; slot < m.length; slot++) {
            m[slot] = guess(slots.get(slot));
        }
        double share = Math.min(0.1, expectedMatches / pairs);
        Model model = new Model(slots, m, u, log2(share / (1 - share)), relatives(m, share), joints);
        for (int stage = 0; stage < stages; stage++) {
            model = rounds(model);
            joints = Joint.of(slots, random, matching(model, random), u);
            model = new Model(slots, model.m(), u, model.prior(), model.relatives(), joints);
        }
        return rounds(model);
    }

    private Model rounds(Model first) {
        Model model = first;
        boolean[] idle = new boolean[candidates.size()];
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Model next = step(model, idle, round % AWAKE_EVERY == 0);
            double moved = distance(model, next);
            model = next;
            if (moved < STILL) {
                break;
            }
        }
        return model;
    }

    /** The probability of one subject for each pattern of a histogram. */
    public static double[] matching(Model model, Histogram histogram) {
        Scale scale = model.scale();
        byte[] levels = new byte[histogram.width()];
        double[] matching = new double[histogram.size()];
        for (int pattern = 0; pattern < matching.length; pattern++) {
            histogram.copy(pattern, levels);
            matching[pattern] = Model.probability(scale.bits(levels, histogram.rarity(pattern)));
        }
        return matching;
    }

    /**
     * Shares of levels among pairs that are not one subject. Pairs at random say it where they are many, without the matches among them, which would
     * pass for chance where chance is rarer than they are; where a level is too rare among them the candidates do, since blocking brings together nearly
     * all pairs that agree so much, out of all pairs there are.
     *
     * @param inRandom how many matches the random pairs hold, by slot and level
     * @param inCandidates the same of the candidates
     */
    private double[][] chance(double[][] inRandom, double[][] inCandidates) {
        double[][] shares = new double[slots.size()][];
        for (int slot = 0; slot < shares.length; slot++) {
            int levels = slots.get(slot).levels().size();
            double[] counts = new double[levels];
            double known = 0;
            for (int level = 1; level < levels; level++) {
                counts[level] = Math.max(0, randomCounts[slot][level] - inRandom[slot][level]);
                known += counts[level];
            }
            double each = pairs * known / Math.max(1, random.total());
            for (int level = 1; level < levels; level++) {
                if (counts[level] < ENOUGH) {
                    double met = Math.max(0, candidateCounts[slot][level] - inCandidates[slot][level]);
                    double byCandidates = each == 0 ? 0 : (met + 1) / each * known;
                    counts[level] = Math.max(byCandidates, counts[level]) + UNSEEN;
                }
            }
            shares[slot] = shares(counts);
        }
        return shares;
    }

    /** How many pairs of a histogram have each level. */
    private static double[][] counts(List<Field.Slot> slots, Histogram histogram) {
        double[][] counts = zeros(slots);
        for (int pattern = 0; pattern < histogram.size(); pattern++) {
            for (int slot = 0; slot < counts.length; slot++) {
                counts[slot][histogram.level(pattern, slot)] += histogram.count(pattern);
            }
        }
        return counts;
    }

    private static double[][] zeros(List<Field.Slot> slots) {
        double[][] zeros = new double[slots.size()][];
        Arrays.setAll(zeros, slot -> new double[slots.get(slot).levels().size()]);
        return zeros;
    }

    /** The matches among the random pairs by slot and level; patterns that are chance beyond doubt are looked at only when {@code awake}. */
    private double[][] inRandom(Scale scale, boolean awake) {
        double[][] matches = zeros(slots);
        byte[] levels = new byte[slots.size()];
        for (int pattern = 0; pattern < random.size(); pattern++) {
            if (idleRandom[pattern] && !awake) {
                continue;
            }
            random.copy(pattern, levels);
            double part = Model.probability(scale.bits(levels, random.rarity(pattern))) * random.count(pattern);
            idleRandom[pattern] = part < NEGLIGIBLE;
            for (int slot = 0; slot < levels.length; slot++) {
                matches[slot][levels[slot]] += part;
            }
        }
        return matches;
    }

    private List<Model.Relatives> relatives(double[][] m, double share) {
        List<Model.Relatives> relatives = new ArrayList<>();
        for (Kind kind : kinds) {
            double[][] shares = new double[m.length][];
            for (int slot = 0; slot < shares.length; slot++) {
                shares[slot] = kind.sources[slot] == Source.MATCH ? m[slot] : u[slot];
            }
            relatives.add(
                    new Model.Relatives(kind.name, shares, log2(share * (kind.name.equals("twins") ? 0.01 : 0.05))));
        }
        return relatives;
    }

    private Model step(Model model, boolean[] idle, boolean awake) {
        int classes = 1 + kinds.size();
        double[][][] counts = new double[classes][u.length][];
        for (int slot = 0; slot < u.length; slot++) {
            double[] guess = guess(slots.get(slot));
            for (int each = 0; each < classes; each++) {
                counts[each][slot] = new double[guess.length];
                for (int level = 1; level < guess.length; level++) {
                    counts[each][slot][level] = (each == 0 ? guess[level] : u[slot][level]) * GUESS_PAIRS;
                }
            }
        }
        double[][] inCandidates = zeros(slots);
        double[] sums = new double[classes];
        Scale scale = model.scale();
        byte[] levels = new byte[u.length];
        double[] odds = new double[classes];
        for (int pattern = 0; pattern < candidates.size(); pattern++) {
            if (idle[pattern] && !awake) {
                continue;
            }
            candidates.copy(pattern, levels);
            double rarity = candidates.rarity(pattern);
            double all = 1;
            double together = scale.together(levels);
            odds[0] = odds(scale.match(levels) - together + rarity);
            all += odds[0];
            for (int each = 1; each < classes; each++) {
                odds[each] = odds(scale.relatives(each - 1, levels) - together + rarity);
                all += odds[each];
            }
            idle[pattern] = (all - 1) * candidates.count(pattern) < NEGLIGIBLE;
            if (idle[pattern]) {
                continue;
            }
            for (int each = 0; each < classes; each++) {
                double part = odds[each] / all * candidates.count(pattern);
                sums[each] += part;
                for (int slot = 0; slot < levels.length; slot++) {
                    counts[each][slot][levels[slot]] += part;
                }
            }
        }
        for (int slot = 0; slot < u.length; slot++) {
            double[] guess = guess(slots.get(slot));
            for (int level = 1; level < guess.length; level++) {
                inCandidates[slot][level] = counts[0][slot][level] - guess[level] * GUESS_PAIRS;
            }
        }
        u = chance(inRandom(scale, awake), inCandidates);
        double[][] m = new double[u.length][];
        for (int slot = 0; slot < m.length; slot++) {
            m[slot] = shares(counts[0][slot]);
            for (int level = 1; level < m[slot].length; level++) {
                m[slot][level] = unseen[slot][level] ? u[slot][level] : m[slot][level];
            }
        }
        List<Model.Relatives> relatives = new ArrayList<>();
        for (int each = 0; each < kinds.size(); each++) {
            Kind kind = kinds.get(each);
            double[][] shares = new double[u.length][];
            for (int slot = 0; slot < shares.length; slot++) {
                shares[slot] = switch (kind.sources[slot]) {
                    case MATCH -> m[slot];
                    case CHANCE -> u[slot];
                    case OWN -> shares(counts[each + 1][slot]);
                };
            }
            relatives.add(new Model.Relatives(kind.name, shares, log2(Math.max(0.01, sums[each + 1]) / pairs)));
        }
        return new Model(slots, m, u, log2(Math.max(0.5, sums[0]) / pairs), relatives, joints);
    }

    private static double distance(Model one, Model other) {
        double most = Math.abs(one.prior() - other.prior());
        for (int slot = 0; slot < one.m().length; slot++) {
            for (int level = 1; level < one.m()[slot].length; level++) {
                most = Math.max(most, Math.abs(one.m()[slot][level] - other.m()[slot][level]));
            }
        }
        return most;
    }

    private static double odds(double bits) {
        return bits < -40 ? 0 : Math.exp(Math.min(300, bits) * Scale.LN2);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static double[] guess(Field.Slot slot) {
        double[] guess = slot.expected().clone();
        for (int level = 1; level < guess.length; level++) {
            guess[level] = Math.max(1e-3, guess[level]);
        }
        return shares(guess);
    }

    /** Counts of levels as shares of those that are known. */
    private static double[] shares(double[] counts) {
        double sum = 0;
        for (int level = 1; level < counts.length; level++) {
            sum += counts[level];
        }
        double[] shares = new double[counts.length];
        for (int level = 1; level < counts.length; level++) {
            shares[level] = counts[level] / sum;
        }
        return shares;
    }
}
