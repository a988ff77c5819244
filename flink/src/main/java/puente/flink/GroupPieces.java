package puente.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import puente.match.link.Desk;
import puente.match.link.ScoredPairs;

/**
 * Groups the rows of one connected piece into subjects, all rows with all, as one machine does, and gives its pairs with what third rows add; subjects go by
 * {@link Shapes#SUBJECTS}. A pair that leads out of the piece is told as it is.
 */
final class GroupPieces extends DeskOperator<Tuple3<String, String, Float>>
        implements TwoInputStreamOperator<
                Tuple3<Long, Long, byte[]>,
                Tuple2<Long, Tuple5<Long, Long, String, String, Float>>,
                Tuple3<String, String, Float>> {
    private static final long serialVersionUID = 1;

    private final LongCounter pieces = new LongCounter();
    private final LongCounter pieceRows = new LongCounter();
    private final List<Tuple3<Long, Long, byte[]>> rows = new ArrayList<>();
    private final List<Tuple5<Long, Long, String, String, Float>> pairs = new ArrayList<>();

    @Override
    public void open() throws Exception {
        super.open();
        getRuntimeContext().addAccumulator(Account.PIECES, pieces);
        getRuntimeContext().addAccumulator(Account.PIECE_ROWS, pieceRows);
    }

    @Override
    public void processElement1(StreamRecord<Tuple3<Long, Long, byte[]>> element) {
        at(element.getValue().f0);
        rows.add(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Tuple2<Long, Tuple5<Long, Long, String, String, Float>>> element) {
        at(element.getValue().f0);
        pairs.add(element.getValue().f1);
    }

    @Override
    void end(long piece) {
        Desk own = desk();
        rows.sort(Comparator.comparingLong(row -> row.f1));
        Map<Long, Integer> places = new HashMap<>();
        rows.forEach(row -> places.put(row.f1, own.put(row.f2)));
        own.settle();
        ScoredPairs inside = new ScoredPairs();
        for (Tuple5<Long, Long, String, String, Float> pair : pairs) {
            Integer left = places.get(pair.f0);
            Integer right = places.get(pair.f1);
            if (left == null || right == null) {
                emit(Shapes.match(pair.f2, pair.f3, pair.f4));
            } else {
                inside.add(Math.min(left, right), Math.max(left, right), pair.f4);
            }
        }
        Desk.Grouping grouping = own.group(0, rows.size(), inside);
        ScoredPairs found = grouping.pairs();
        for (int at = 0; at < found.size(); at++) {
            emit(Shapes.match(own.name(found.left(at)), own.name(found.right(at)), found.bits(at)));
        }
        String[] least = new String[rows.size()];
        for (int row = 0; row < least.length; row++) {
            int subject = grouping.subjectOf()[row];
            String known = least[subject];
            least[subject] = known == null || own.name(row).compareTo(known) < 0 ? own.name(row) : known;
        }
        for (int row = 0; row < least.length; row++) {
            emit(Shapes.SUBJECTS, Tuple2.of(own.name(row), least[grouping.subjectOf()[row]]));
        }
        pieces.add(1);
        pieceRows.add(least.length);
        own.clear();
        rows.clear();
        pairs.clear();
    }
}
