package puente.flink;

import java.util.Arrays;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import puente.match.link.FixedModel;

/**
 * Of the rows that share a key, tells each that it meets others by it: row and key. A row alone with its key meets nobody, and more rows than the rule's cap do
 * not meet by it either. Holds at most a cap's worth of numbers, whatever a key's rows are.
 */
final class OpenGroups extends GroupOperator<Tuple2<Long, Long>>
        implements OneInputStreamOperator<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1;

    private final LongCounter skipped = new LongCounter();
    private transient @Nullable FixedModel model;
    private long[] rows = new long[256];
    private long size;
    private int cap;

    @Override
    public void open() throws Exception {
        super.open();
        model = Models.acquire(getRuntimeContext());
        getRuntimeContext().addAccumulator(Account.SKIPPED, skipped);
    }

    @Override
    public void processElement(StreamRecord<Tuple2<Long, Long>> element) {
        long key = element.getValue().f0;
        at(key);
        if (size == 0) {
            FixedModel known = model;
            cap = known == null ? 0 : known.cap(key);
        }
        if (size < cap) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, Math.min(cap, rows.length * 2));
            }
            rows[(int) size] = element.getValue().f1;
        }
        size++;
    }

    @Override
    void end(long key) {
        if (size > cap) {
            skipped.add(size * (size - 1) / 2);
        } else if (size > 1) {
            for (int at = 0; at < size; at++) {
                emit(Tuple2.of(rows[at], key));
            }
        }
        size = 0;
    }

    @Override
    public void close() throws Exception {
        FixedModel known = model;
        if (known != null) {
            Models.release(known);
            model = null;
        }
        super.close();
    }
}
