package puente.match.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import puente.match.name.Nicknames;
import puente.match.name.PersonName;
import puente.match.text.Folding;
import puente.match.text.Osa;
import puente.match.text.SpanishSound;

/**
 * Answers queries over a {@link NameIndex}, for one thread at a time.
 *
 * <p>The problem: a clerk types what was heard or read, in part, in any order, with slips, pet names and letters that sound alike, and
 * expects the one person meant among the first ten of a million, at once.
 *
 * <p>The method: each word of the query becomes a slot, the tokens it may mean with how likely (as written, a slip or two, one sound, a
 * pet name, a beginning, a word the index has apart or joined). Records gather weight slot by slot through the tokens' postings; a
 * stamp keeps a record from gaining twice in one slot, and since a slot's meanings come likeliest first, what it gains is the best.
 * The {@value #WEIGHED_MIN} that gathered most are then weighed against all their tokens. Weights are inverse document frequencies
 * (K. Spärck Jones, Journal of Documentation 28, 1972); the ways to tokens are {@link Vocabulary}'s. A query shaped like a CURP is
 * looked up by its halves, one of which a single slip leaves whole.
 *
 * <p>Invariants: {@code gathered} is zero for every record between queries; stamps never repeat while the arrays live; the answer
 * depends on the index and the query alone, ties going by id. What can fail: a word with two slips and a third elsewhere is not found,
 * and of more homonyms than are weighed some are left out, the later added first.
 */
public final class Searcher {
    /** Most answers to one query. */
    public static final int ANSWERS_MAX = 1_000;

    private static final int WORDS_MAX = 10;
    private static final int MEANINGS_MAX = 64;
    private static final int WEIGHED_MIN = 64;

    /** What a token of the record that the query does not mention costs, as a share of its weight. */
    private static final double SURPLUS = 0.08;

    private static final double INITIAL = 0.25;

    private final NameIndex index;
    private final Osa osa = new Osa();
    private final Ints found = new Ints();
    private float[] gathered = new float[0];
    private int[] stamps = new int[0];
    private int stamp;
    private final Ints touched = new Ints();

    Searcher(NameIndex index) {
        this.index = index;
    }

    /** What one word of a query may mean: tokens with their likelihood, likeliest first. */
    private static final class Slot {
        private final String word;
        private double weight;
        private int[] tokens = new int[16];
        private double[] likelihoods = new double[16];
        private int size;

        Slot(String word) {
            this.word = word;
        }

        void add(int token, double likelihood) {
            for (int at = 0; at < size; at++) {
                if (tokens[at] == token) {
                    likelihoods[at] = Math.max(likelihoods[at], likelihood);
                    return;
                }
            }
            if (size == tokens.length) {
                tokens = Arrays.copyOf(tokens, size * 2);
                likelihoods = Arrays.copyOf(likelihoods, size * 2);
            }
            tokens[size] = token;
            likelihoods[size++] = likelihood;
        }

        double of(int token) {
            for (int at = 0; at < size; at++) {
                if (tokens[at] == token) {
                    return likelihoods[at];
                }
            }
            return 0;
        }

        void sort() {
            for (int at = 1; at < size; at++) {
                int token = tokens[at];
                double likelihood = likelihoods[at];
                int to = at;
                while (to > 0 && likelihoods[to - 1] < likelihood) {
                    tokens[to] = tokens[to - 1];
                    likelihoods[to] = likelihoods[to - 1];
                    to--;
                }
                tokens[to] = token;
                likelihoods[to] = likelihood;
            }
            size = Math.min(size, MEANINGS_MAX);
        }
    }

    /** The names that answer best, best first; ties by id, so that the answer is the same whenever it is asked. */
    public List<Hit> search(String query, int limit) {
        int most = Math.clamp(limit, 0, ANSWERS_MAX);
        index.lock.readLock().lock();
        try {
            List<Hit> hits = byKey(query);
            return hits.isEmpty() ? byName(query, most) : hits.subList(0, Math.min(most, hits.size()));
        } finally {
            index.lock.readLock().unlock();
        }
    }

    private List<Hit> byKey(String query) {
        String key = NameIndex.key(query);
        if (key.isEmpty() || key.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        found.clear();
        index.keys.find(NameIndex.opening(key), found);
        index.keys.find(NameIndex.end(key), found);
        byte[] asked = key.getBytes(StandardCharsets.ISO_8859_1);
        List<Hit> hits = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        for (int at = 0; at < found.size(); at++) {
            int record = found.get(at);
            int edits = osa.distance(asked, index.curp(record).getBytes(StandardCharsets.ISO_8859_1));
            if (edits <= 2 && !seen.contains(record)) {
                seen.add(record);
                hits.add(new Hit(
                        index.id(record),
                        index.name(record),
                        1 - edits * 0.1,
                        query,
                        edits == 0 ? Hit.Way.KEY : Hit.Way.KEY_SLIP));
            }
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::id));
        return hits;
    }

    private List<Hit> byName(String query, int most) {
        List<Slot> slots = slots(query);
        makeRoom();
        touched.clear();
        for (Slot slot : slots) {
            gather(slot);
        }
        int weighed = Math.max(WEIGHED_MIN, 2 * most);
        int[] best = best(weighed);
        List<Hit> hits = new ArrayList<>(best.length);
        for (int record : best) {
            hits.add(new Hit(index.id(record), index.name(record), weigh(record, slots), query, Hit.Way.NAME));
        }
        for (int at = 0; at < touched.size(); at++) {
            gathered[touched.get(at)] = 0;
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::id));
        return List.copyOf(hits.subList(0, Math.min(most, hits.size())));
    }

    private void makeRoom() {
        if (gathered.length < index.records()) {
            int size = Math.max(1024, index.records() + index.records() / 8);
            gathered = new float[size];
            stamps = new int[size];
            stamp = 0;
        }
    }

    private List<Slot> slots(String query) {
        PersonName parsed = PersonName.parse(query);
        List<String> words = parsed.tokens();
        if (words.isEmpty()) {
            String folded = Folding.plain(query);
            words = folded.isEmpty() ? List.of() : List.of(folded.split(" "));
        }
        List<Slot> slots = new ArrayList<>();
        for (String word : words.subList(0, Math.min(words.size(), WORDS_MAX))) {
            slots.add(slot(word));
        }
        joined(slots);
        apart(slots);
        for (Slot slot : slots) {
            slot.sort();
            slot.weight = weight(slot);
        }
        return slots;
    }

    private Slot slot(String word) {
        Slot slot = new Slot(word);
        if (word.length() == 1) {
            return slot;
        }
        Vocabulary vocabulary = index.vocabulary;
        byte[] letters = word.getBytes(StandardCharsets.ISO_8859_1);
        found.clear();
        vocabulary.near(word, found);
        boolean exact = false;
        boolean near = false;
        for (int at = 0; at < found.size(); at++) {
            int token = found.get(at);
            double likelihood = likelihood(word, letters, token);
            if (likelihood > 0) {
                slot.add(token, likelihood);
                exact |= likelihood == 1;
                near |= likelihood >= 0.8;
            }
        }
        if (!exact && word.length() >= 3) {
            found.clear();
            vocabulary.beginning(word, MEANINGS_MAX, found);
            for (int at = 0; at < found.size(); at++) {
                int longer = index.vocabulary.bytes(found.get(at)).length;
                slot.add(found.get(at), 0.55 + 0.35 * word.length() / longer);
            }
        }
        if (!near && word.length() >= 5) {
            found.clear();
            vocabulary.about(word, found);
            for (int at = 0; at < found.size(); at++) {
                if (osa.distance(letters, vocabulary.bytes(found.get(at))) == 2) {
                    slot.add(found.get(at), word.length() >= 7 ? 0.72 : 0.6);
                }
            }
        }
        return slot;
    }

    private double likelihood(String word, byte[] letters, int token) {
        String text = index.vocabulary.text(token);
        Nicknames.Relation relation = Nicknames.standard().relation(word, text);
        double known = switch (relation) {
            case SAME -> 1;
            case SPELLING -> 0.95;
            case ABBREVIATION -> 0.93;
            case NICKNAME -> 0.85;
            case OTHER_LANGUAGE -> 0.8;
            case NONE -> 0;
        };
        if (known > 0) {
            return known;
        }
        int edits = osa.distance(letters, index.vocabulary.bytes(token));
        int size = Math.max(word.length(), text.length());
        if (SpanishSound.key(word).equals(SpanishSound.key(text))) {
            return 0.94 - 0.02 * edits;
        }
        return edits == 1 ? (size >= 5 ? 0.86 : size == 4 ? 0.78 : 0.6) : edits == 2 && size >= 7 ? 0.72 : 0;
    }

    /** Two words that the index has as one: "de la garza" typed apart, Ana María filed as Anamaría. */
    private void joined(List<Slot> slots) {
        for (int at = 0; at + 1 < slots.size(); at++) {
            int token = index.vocabulary.number(slots.get(at).word + slots.get(at + 1).word);
            if (token >= 0) {
                slots.get(at).add(token, 0.95);
                slots.get(at + 1).add(token, 0.95);
            }
        }
    }

    /** One word that the index has as two, or behind particles: DELAGARZA. */
    private void apart(List<Slot> slots) {
        List<Slot> more = new ArrayList<>();
        for (Slot slot : slots) {
            String word = slot.word;
            boolean known = index.vocabulary.number(word) >= 0;
            for (int at = 2; !known && at <= word.length() - 2; at++) {
                int end = index.vocabulary.number(word.substring(at));
                if (end < 0) {
                    continue;
                }
                String opening = word.substring(0, at);
                int begin = index.vocabulary.number(opening);
                if (begin >= 0 && at >= 3) {
                    slot.add(begin, 0.9);
                    Slot second = new Slot(word.substring(at));
                    second.add(end, 0.9);
                    more.add(second);
                    known = true;
                } else if (opening.equals("de")
                        || opening.equals("dela")
                        || opening.equals("del")
                        || opening.equals("delos")) {
                    slot.add(end, 0.95);
                }
            }
        }
        slots.addAll(more);
    }

    /** By the rarest meaning that is likely: what was typed was meant. */
    private double weight(Slot slot) {
        if (slot.word.length() == 1) {
            return INITIAL * Math.log1p(index.names());
        }
        long bearers = 0;
        for (int at = 0; at < slot.size; at++) {
            if (at == 0 || slot.likelihoods[at] >= 0.9) {
                bearers = Math.max(
                        bearers, index.vocabulary.postings(slot.tokens[at]).size());
            }
        }
        return weight(bearers);
    }

    private double weight(long bearers) {
        return Math.log1p(index.names() / (1.0 + bearers)) + 0.5;
    }

    private void gather(Slot slot) {
        stamp++;
        for (int at = 0; at < slot.size; at++) {
            Ints postings = index.vocabulary.postings(slot.tokens[at]);
            float gain = (float) (slot.weight * slot.likelihoods[at]);
            int size = postings.size();
            for (int posting = 0; posting < size; posting++) {
                int record = postings.get(posting);
                if (stamps[record] != stamp) {
                    stamps[record] = stamp;
                    if (gathered[record] == 0) {
                        touched.add(record);
                    }
                    gathered[record] += gain;
                }
            }
        }
    }

    /** The records that gathered most, in no order: a heap of the least of them. */
    private int[] best(int most) {
        int size = Math.min(most, touched.size());
        int[] heap = new int[size];
        int filled = 0;
        for (int at = 0; at < touched.size(); at++) {
            int record = touched.get(at);
            if (filled < size) {
                heap[filled++] = record;
                rise(heap, filled - 1);
            } else if (size > 0 && before(heap[0], record)) {
                heap[0] = record;
                sink(heap, size);
            }
        }
        return heap;
    }

    /** Whether a is the worse of two; of equals the one added later. */
    private boolean before(int a, int b) {
        return gathered[a] < gathered[b] || gathered[a] == gathered[b] && a > b;
    }

    private void rise(int[] heap, int from) {
        int at = from;
        while (at > 0 && before(heap[at], heap[(at - 1) / 2])) {
            int swapped = heap[at];
            heap[at] = heap[(at - 1) / 2];
            heap[(at - 1) / 2] = swapped;
            at = (at - 1) / 2;
        }
    }

    private void sink(int[] heap, int size) {
        int at = 0;
        while (true) {
            int least = at;
            for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
                least = before(heap[child], heap[least]) ? child : least;
            }
            if (least == at) {
                return;
            }
            int swapped = heap[at];
            heap[at] = heap[least];
            heap[least] = swapped;
            at = least;
        }
    }

    /** What share of the query a record bears, less a little for what it has besides. */
    private double weigh(int record, List<Slot> slots) {
        int[] tokens = index.tokens(record);
        boolean[] used = new boolean[tokens.length];
        double gain = 0;
        double total = 0;
        for (Slot slot : slots) {
            total += slot.weight;
            int bestAt = -1;
            double best = 0;
            for (int at = 0; at < tokens.length; at++) {
                double likelihood = slot.word.length() == 1
                        ? !used[at] && index.vocabulary.text(tokens[at]).charAt(0) == slot.word.charAt(0) ? 0.7 : 0
                        : slot.of(tokens[at]) * (used[at] ? 0.5 : 1);
                if (likelihood > best) {
                    best = likelihood;
                    bestAt = at;
                }
            }
            if (bestAt >= 0) {
                used[bestAt] = true;
                gain += slot.weight * best;
            }
        }
        double surplus = 0;
        for (int at = 0; at < tokens.length; at++) {
            if (!used[at]) {
                surplus +=
                        SURPLUS * weight(index.vocabulary.postings(tokens[at]).size());
            }
        }
        return total == 0 ? 0 : gain / (total + surplus);
    }
}
