package puente.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Sends a row to each key by which it meets others. With it go the keys below that one, so that of the groups in which two rows meet only that of the least key
 * compares them, and no list of pairs is ever brought together.
 *
 * <p>Here all rows of one name come together, so here two rows of one name are refused.
 */
final class SpreadRows extends GroupOperator<Tuple4<Long, Long, long[], byte[]>>
        implements TwoInputStreamOperator<
                Tuple2<Long, byte[]>, Tuple2<Long, Long>, Tuple4<Long, Long, long[], byte[]>> {
    private static final long serialVersionUID = 1;

    private final LongCounter members = new LongCounter();
    private final LongCounter memberBytes = new LongCounter();
    private byte @Nullable [] row;
    private final List<Long> keys = new ArrayList<>();

    @Override
    public void open() throws Exception {
        super.open();
        getRuntimeContext().addAccumulator(Account.MEMBERS, members);
        getRuntimeContext().addAccumulator(Account.MEMBER_BYTES, memberBytes);
    }

    @Override
    public void processElement1(StreamRecord<Tuple2<Long, byte[]>> element) {
        at(element.getValue().f0);
        byte[] other = row;
        if (other != null) {
            String name = LabelRows.name(other);
            String second = LabelRows.name(element.getValue().f1);
            if (name.equals(second)) {
                throw new ProblemException(Problem.of("match.link.known-id", "", "id", name));
            }
            // One chance in 3,700 among a hundred million names; another identifier for one of the two is the remedy.
            throw new IllegalStateException("two names have one hash: " + name + ", " + second);
        }
        row = element.getValue().f1;
    }

    @Override
    public void processElement2(StreamRecord<Tuple2<Long, Long>> element) {
        at(element.getValue().f0);
        keys.add(element.getValue().f1);
    }

    @Override
    void end(long hash) {
        byte[] own = row;
        if (own == null) {
            throw new IllegalStateException("keys of a row that never came");
        }
        long[] open =
                keys.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
        for (int at = 0; at < open.length; at++) {
            emit(Tuple4.of(open[at], hash, Arrays.copyOf(open, at), own));
        }
        members.add(open.length);
        memberBytes.add(
                open.length * (own.length + 2L * Long.BYTES) + Long.BYTES * (open.length * (open.length - 1L) / 2));
        row = null;
        keys.clear();
    }
}
