package puente.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Sends each pair to the connected piece in which its first row stands; where it stands in none, the pair is told as it is ({@link Shapes#MATCHES}). */
final class LabelPairs extends GroupOperator<Tuple2<Long, Tuple5<Long, Long, String, String, Float>>>
        implements TwoInputStreamOperator<
                Tuple5<Long, Long, String, String, Float>,
                Tuple2<Long, Long>,
                Tuple2<Long, Tuple5<Long, Long, String, String, Float>>> {
    private static final long serialVersionUID = 1;

    private final List<Tuple5<Long, Long, String, String, Float>> pairs = new ArrayList<>();
    private @Nullable Long piece;

    @Override
    public void processElement1(StreamRecord<Tuple5<Long, Long, String, String, Float>> element) {
        at(element.getValue().f0);
        pairs.add(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Tuple2<Long, Long>> element) {
        at(element.getValue().f0);
        piece = element.getValue().f1;
    }

    @Override
    void end(long row) {
        Long in = piece;
        for (Tuple5<Long, Long, String, String, Float> pair : pairs) {
            if (in == null) {
                emit(Shapes.MATCHES, Shapes.match(pair.f2, pair.f3, pair.f4));
            } else {
                emit(Tuple2.of(in, pair));
            }
        }
        pairs.clear();
        piece = null;
    }
}
