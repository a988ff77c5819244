package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileIdTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 67, 1, tile/0/067.p/1",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "-1, 1234067, 12, tile/entries/x001/x234/067.p/12",
        "63, 999, 255, tile/63/999.p/255",
        "1, 1000, 256, tile/1/x001/000",
        "0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807",
    })
    void path_isThatOfTheStandard_andReadsBack(int level, long index, int width, String path) {
        TileId tile = new TileId(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(TileId.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0/0",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/0/x1/000",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/300",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/000\n",
                "tile/0/../000",
                "tile/0/\u0660\u0660\u0660",
                "tile/entry/000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x009/x223/x372/x036/x854/x775/807",
            })
    void otherSpellings_areRefused(String path) {
        assertThatThrownBy(() -> TileId.parse(path)).hasMessageContaining("ledger.tile.path");
    }

    @Test
    void logOf70000_hasTheTilesThatTheStandardNames() {
        List<TileId> tiles = TileId.all(70_000);
        assertThat(tiles.stream().filter(each -> each.level() == 0 && each.isFull()))
                .hasSize(273);
        assertThat(tiles.stream()
                        .filter(each -> !each.isFull())
                        .map(TileId::path)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(TileId.all(256).stream().map(TileId::path))
                .containsExactly("tile/entries/000", "tile/0/000", "tile/1/000.p/1");
        assertThat(TileId.all(0)).isEmpty();
    }

    @Test
    void partials_areThePartialOnesOfAll() {
        for (long size : new long[] {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000}) {
            assertThat(TileId.partials(size))
                    .isEqualTo(TileId.all(size).stream()
                            .filter(each -> !each.isFull())
                            .toList());
        }
        assertThat(TileId.partials(Long.MAX_VALUE)).hasSize(9);
        assertThat(TileId.widthAt(7, 0, Long.MAX_VALUE)).isEqualTo(127);
        assertThat(TileId.widthAt(0, Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
    }
}
