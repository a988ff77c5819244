package puente.flink;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says which rows stand in one connected piece of the pairs above nil: row and piece, named by its smallest row. The one operator that sees everything, and so
 * runs once: it holds some twenty bytes for each row that has such a pair, and nothing else of it.
 */
final class ConnectRows extends AbstractStreamOperator<Tuple2<Long, Long>>
        implements OneInputStreamOperator<Tuple5<Long, Long, String, String, Float>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1;

    private transient Pieces pieces = new Pieces();

    @Override
    public void open() throws Exception {
        super.open();
        pieces = new Pieces();
    }

    @Override
    public void processElement(StreamRecord<Tuple5<Long, Long, String, String, Float>> element) {
        pieces.join(element.getValue().f0, element.getValue().f1);
    }

    @Override
    public void finish() throws Exception {
        pieces.each((row, piece) -> output.collect(new StreamRecord<>(Tuple2.of(row, piece))));
        super.finish();
    }
}
