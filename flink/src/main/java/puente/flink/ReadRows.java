package puente.flink;

import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import puente.match.field.Hashes;
import puente.match.link.FixedModel;
import puente.match.table.RowProgress;
import puente.match.table.Tables;

/** Reads files, one at a time and whole, and gives their rows in portable form; beside them, by {@link Shapes#KEYS}, each row's keys. */
final class ReadRows extends ProcessFunction<String, Tuple2<Long, byte[]>> {
    private static final long serialVersionUID = 1;

    private transient @Nullable FixedModel model;
    private final LongCounter rows = new LongCounter();
    private final LongCounter rowBytes = new LongCounter();
    private final LongCounter keys = new LongCounter();

    @Override
    public void open(OpenContext context) throws Exception {
        model = Models.acquire(getRuntimeContext());
        getRuntimeContext().addAccumulator(Account.ROWS, rows);
        getRuntimeContext().addAccumulator(Account.ROW_BYTES, rowBytes);
        getRuntimeContext().addAccumulator(Account.KEYS, keys);
    }

    @Override
    public void processElement(String file, Context context, Collector<Tuple2<Long, byte[]>> out) throws Exception {
        FixedModel known = model;
        if (known == null) {
            throw new IllegalStateException("not open");
        }
        known.each(Tables.read(Path.of(file), RowProgress.NONE), (name, keysOfRow, bytes) -> {
            long row = Hashes.of(name);
            out.collect(Tuple2.of(row, bytes));
            for (long key : keysOfRow) {
                context.output(Shapes.KEYS, Tuple2.of(key, row));
            }
            rows.add(1);
            rowBytes.add(bytes.length);
            keys.add(keysOfRow.length);
        });
    }

    @Override
    public void close() {
        FixedModel known = model;
        if (known != null) {
            Models.release(known);
            model = null;
        }
    }
}
