package puente.flink;

import org.jspecify.annotations.Nullable;
import puente.match.link.Desk;
import puente.match.link.FixedModel;

/** Works on groups at a desk: the model is held while the operator is open, and is one for all operators of a process. */
abstract class DeskOperator<O> extends GroupOperator<O> {
    private static final long serialVersionUID = 1;

    private transient @Nullable FixedModel model;
    private transient @Nullable Desk desk;

    @Override
    public void open() throws Exception {
        super.open();
        FixedModel known = Models.acquire(getRuntimeContext());
        model = known;
        desk = known.desk();
    }

    /** The desk, which is to be cleared after each group. */
    final Desk desk() {
        Desk own = desk;
        if (own == null) {
            throw new IllegalStateException("not open");
        }
        return own;
    }

    @Override
    public void close() throws Exception {
        FixedModel known = model;
        if (known != null) {
            Models.release(known);
            model = null;
            desk = null;
        }
        super.close();
    }
}
