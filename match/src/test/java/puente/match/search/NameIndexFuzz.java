package puente.match.search;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever names and queries are given, adding, asking and taking out end, and leave nothing behind. */
class NameIndexFuzz {
    @FuzzTest
    void searchTakesAnything(FuzzedDataProvider data) {
        NameIndex index = new NameIndex();
        index.add(1, data.consumeString(80), data.consumeString(20));
        index.add(2, data.consumeString(80));
        index.searcher().search(data.consumeRemainingAsString(), 10);
        index.remove(1);
        index.remove(2);
        if (index.size() != 0 || index.vocabulary.size() != 0) {
            throw new AssertionError("something was left behind");
        }
    }
}
