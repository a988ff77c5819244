package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import puente.record.ProblemException;

/** Whatever a reader sends as cursor, box or text is read or refused as a problem; nothing else is ever thrown. */
class QueryFuzz {
    @FuzzTest
    void cursor(FuzzedDataProvider data) {
        String token = data.consumeRemainingAsString();
        try {
            Cursor cursor = Cursor.parse(token);
            assertThat(Cursor.parse(cursor.token())).isEqualTo(cursor);
        } catch (ProblemException refused) {
            assertThat(refused.problems().getFirst().code()).isEqualTo("store.cursor.malformed");
        }
    }

    @FuzzTest
    void box(FuzzedDataProvider data) {
        try {
            RecordQuery.Box box = RecordQuery.Box.parse(data.consumeRemainingAsString());
            assertThat(new Terms(new byte[SipHash.KEY_BYTES]).within(box)).isNotEmpty();
        } catch (ProblemException refused) {
            assertThat(refused.problems().getFirst().code()).isEqualTo("store.query.box");
        }
    }

    @FuzzTest
    void text(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        try {
            RecordQuery.builder().text(text).build();
            assertThat(Folding.words(text)).isNotEmpty().allMatch(word -> !word.isBlank());
            assertThat(Folding.fold(Folding.fold(text))).isEqualTo(Folding.fold(text));
        } catch (ProblemException refused) {
            assertThat(refused.problems().getFirst().code()).startsWith("store.query.text");
        }
    }

    @FuzzTest
    void manifest(byte[] bytes) {
        try {
            assertThat(BackupManifest.parse(bytes).encode()).isEqualTo(bytes);
        } catch (ProblemException refused) {
            assertThat(refused.problems().getFirst().code()).isEqualTo("store.backup.unreadable");
        }
    }
}
