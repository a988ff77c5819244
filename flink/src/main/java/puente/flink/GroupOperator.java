package puente.flink;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sees what came for one key after the other. A keyed operator of a batch is given its input sorted by key (Flink's documentation, "Execution Mode": "in BATCH
 * mode all records of a key are processed before those of the next"), so that one group at a time is held and no state is kept.
 */
abstract class GroupOperator<O> extends AbstractStreamOperator<O> {
    private static final long serialVersionUID = 1;

    private long key;
    private boolean begun;

    /** Says that the next record is of this key, which ends the group before where it was of another. */
    final void at(long next) {
        if (begun && next != key) {
            end(key);
        }
        begun = true;
        key = next;
    }

    /** All of a key has come. */
    abstract void end(long key);

    @Override
    public void finish() throws Exception {
        if (begun) {
            end(key);
            begun = false;
        }
        super.finish();
    }

    final void emit(O value) {
        output.collect(new StreamRecord<>(value));
    }

    final <T> void emit(OutputTag<T> tag, T value) {
        output.collect(tag, new StreamRecord<>(value));
    }
}
