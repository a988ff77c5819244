package puente.flink;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Sends each row to the connected piece that it stands in; a row that stands in none is a subject by itself ({@link Shapes#SUBJECTS}). */
final class LabelRows extends GroupOperator<Tuple3<Long, Long, byte[]>>
        implements TwoInputStreamOperator<Tuple2<Long, byte[]>, Tuple2<Long, Long>, Tuple3<Long, Long, byte[]>> {
    private static final long serialVersionUID = 1;

    private byte @Nullable [] row;
    private @Nullable Long piece;

    @Override
    public void processElement1(StreamRecord<Tuple2<Long, byte[]>> element) {
        at(element.getValue().f0);
        row = element.getValue().f1;
    }

    @Override
    public void processElement2(StreamRecord<Tuple2<Long, Long>> element) {
        at(element.getValue().f0);
        piece = element.getValue().f1;
    }

    @Override
    void end(long hash) {
        byte[] own = row;
        Long in = piece;
        if (own == null) {
            throw new IllegalStateException("a piece of a row that never came");
        }
        if (in == null) {
            String name = name(own);
            emit(Shapes.SUBJECTS, Tuple2.of(name, name));
        } else {
            emit(Tuple3.of(in, hash, own));
        }
        row = null;
        piece = null;
    }

    /** The name with which a portable row begins. */
    static String name(byte[] row) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            return in.readUTF();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
