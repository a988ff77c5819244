package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
    @Test
    void lengths_areBigEndianAndTwoBytes() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[] {7}, new byte[0x0102]));
        assertThat(bundle).startsWith(0, 1, 7, 1, 2).hasSize(3 + 2 + 0x0102);
        assertThat(EntryBundle.decode(bundle, 2)).hasSize(2);
    }

    @Test
    void largestEntry_isAccepted_andOneByteMoreIsRefused() {
        byte[] largest = new byte[EntryBundle.ENTRY_SIZE_MAX];
        byte[] bundle = EntryBundle.encode(List.of(largest));
        assertThat(EntryBundle.decode(bundle, 1).getFirst()).hasSize(65_535);
        byte[] larger = new byte[EntryBundle.ENTRY_SIZE_MAX + 1];
        assertThatThrownBy(() -> EntryBundle.encode(List.of(larger))).hasMessageContaining("ledger.entry.size");
        assertThatThrownBy(() -> TreeEdge.empty().append(List.of(new byte[1], larger)))
                .hasMessageContaining("ledger.entry.size");
        assertThatThrownBy(() -> new Frontier().appendEntry(larger)).hasMessageContaining("ledger.entry.size");
    }

    @Test
    void bundleThatBreaksOffOrRunsOn_isRefusedAtTheByte() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[3], new byte[3]));
        assertThatThrownBy(() -> EntryBundle.decode(bundle, 3)).hasMessageContaining("byte 10");
        assertThatThrownBy(() -> EntryBundle.decode(bundle, 1)).hasMessageContaining("byte 5");
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.decode(cut, 2)).hasMessageContaining("ledger.bundle.malformed");
        }
    }

    @Test
    void prefix_isTheNarrowerBundle() {
        List<byte[]> entries = TreeAssertions.entries(0, 50);
        byte[] wide = EntryBundle.encode(entries);
        for (int width = 1; width <= 50; width++) {
            assertThat(EntryBundle.prefix(wide, width)).hasValue(EntryBundle.encode(entries.subList(0, width)));
        }
        assertThat(EntryBundle.prefix(wide, 51)).isEmpty();
    }
}
