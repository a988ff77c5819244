package puente.match.text;

/** The comparators as their papers write them: slow, plain, and what the fast ones are held against. */
final class Textbook {
    private Textbook() {}

    static double jaroWinkler(String a, String b) {
        double jaro = jaro(a, b);
        int prefix = 0;
        while (prefix < 4 && prefix < a.length() && prefix < b.length() && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    private static double jaro(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() == b.length() ? 1 : 0;
        }
        // Greedy matching depends on which text is walked: the shorter one, as the fast form does.
        String walked = a.length() < b.length() ? a : b;
        String searched = a.length() < b.length() ? b : a;
        int window = Math.max(searched.length() / 2 - 1, 0);
        boolean[] taken = new boolean[searched.length()];
        StringBuilder matched = new StringBuilder();
        for (int at = 0; at < walked.length(); at++) {
            int to = Math.min(searched.length() - 1, at + window);
            for (int other = Math.max(0, at - window); other <= to; other++) {
                if (!taken[other] && searched.charAt(other) == walked.charAt(at)) {
                    taken[other] = true;
                    matched.append(walked.charAt(at));
                    break;
                }
            }
        }
        StringBuilder partners = new StringBuilder();
        for (int at = 0; at < taken.length; at++) {
            if (taken[at]) {
                partners.append(searched.charAt(at));
            }
        }
        int common = matched.length();
        if (common == 0) {
            return 0;
        }
        int outOfOrder = 0;
        for (int at = 0; at < common; at++) {
            outOfOrder += matched.charAt(at) == partners.charAt(at) ? 0 : 1;
        }
        return ((double) common / searched.length()
                        + (double) common / walked.length()
                        + (common - outOfOrder / 2) / (double) common)
                / 3;
    }

    static int osa(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int down = 0; down <= a.length(); down++) {
            for (int at = 0; at <= b.length(); at++) {
                if (down == 0 || at == 0) {
                    table[down][at] = down + at;
                    continue;
                }
                int cost = a.charAt(down - 1) == b.charAt(at - 1) ? 0 : 1;
                int best = Math.min(
                        table[down - 1][at - 1] + cost, Math.min(table[down - 1][at], table[down][at - 1]) + 1);
                if (down > 1
                        && at > 1
                        && a.charAt(down - 1) == b.charAt(at - 2)
                        && a.charAt(down - 2) == b.charAt(at - 1)) {
                    best = Math.min(best, table[down - 2][at - 2] + 1);
                }
                table[down][at] = best;
            }
        }
        return table[a.length()][b.length()];
    }
}
