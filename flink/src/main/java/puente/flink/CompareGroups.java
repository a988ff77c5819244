package puente.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import puente.match.link.Desk;

/** Compares the rows that meet by a key and by none below it, and gives the pairs that are worth keeping. */
final class CompareGroups extends DeskOperator<Tuple5<Long, Long, String, String, Float>>
        implements OneInputStreamOperator<
                Tuple4<Long, Long, long[], byte[]>, Tuple5<Long, Long, String, String, Float>> {
    private static final long serialVersionUID = 1;

    private final LongCounter compared = new LongCounter();
    private final LongCounter kept = new LongCounter();
    private final List<Tuple4<Long, Long, long[], byte[]>> members = new ArrayList<>();

    @Override
    public void open() throws Exception {
        super.open();
        getRuntimeContext().addAccumulator(Account.COMPARED, compared);
        getRuntimeContext().addAccumulator(Account.KEPT, kept);
    }

    @Override
    public void processElement(StreamRecord<Tuple4<Long, Long, long[], byte[]>> element) {
        at(element.getValue().f0);
        members.add(element.getValue());
    }

    @Override
    void end(long key) {
        Desk own = desk();
        // In an order of their own, so that nothing depends on who came first.
        members.sort(Comparator.comparingLong(member -> member.f1));
        members.forEach(member -> own.put(member.f3));
        own.settle();
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size(); j++) {
                if (apart(members.get(i).f2, members.get(j).f2)) {
                    compared.add(1);
                    float bits = own.kept(i, j);
                    if (!Float.isNaN(bits)) {
                        kept.add(1);
                        emit(Tuple5.of(members.get(i).f1, members.get(j).f1, own.name(i), own.name(j), bits));
                    }
                }
            }
        }
        own.clear();
        members.clear();
    }

    /** Whether two ascending lists have nothing in common. */
    private static boolean apart(long[] one, long[] other) {
        int a = 0;
        int b = 0;
        while (a < one.length && b < other.length) {
            if (one[a] == other[b]) {
                return false;
            }
            if (one[a] < other[b]) {
                a++;
            } else {
                b++;
            }
        }
        return true;
    }
}
