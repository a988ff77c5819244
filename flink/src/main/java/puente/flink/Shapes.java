package puente.flink;

import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.util.OutputTag;

/**
 * What goes from operator to operator, each with its type said, so that nothing falls back on Java's or Kryo's serialisation. A row is known by a hash of its
 * name, 64 bits; that no two names have one is checked where rows come together ({@link SpreadRows}).
 */
final class Shapes {
    private static final TypeInformation<byte[]> BYTES = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

    /** A row in its portable form. */
    static final TypeInformation<Tuple2<Long, byte[]>> ROW = Types.TUPLE(Types.LONG, BYTES);

    /** A key and a row that has it. */
    static final TypeInformation<Tuple2<Long, Long>> KEYED = Types.TUPLE(Types.LONG, Types.LONG);

    /** A key, a row that meets others by it, the lesser keys by which it does so too, ascending, and its portable form. */
    static final TypeInformation<Tuple4<Long, Long, long[], byte[]>> MEMBER =
            Types.TUPLE(Types.LONG, Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, BYTES);

    /** Two rows that were compared, the smaller hash first, their names, and what they weigh. */
    static final TypeInformation<Tuple5<Long, Long, String, String, Float>> PAIR =
            Types.TUPLE(Types.LONG, Types.LONG, Types.STRING, Types.STRING, Types.FLOAT);

    /** A row and the connected piece it stands in. */
    static final TypeInformation<Tuple2<Long, Long>> LABEL = KEYED;

    /** A connected piece, a row of it, and the row's portable form. */
    static final TypeInformation<Tuple3<Long, Long, byte[]>> PIECE_ROW = Types.TUPLE(Types.LONG, Types.LONG, BYTES);

    /** A connected piece, and a pair of which the first row stands in it. */
    static final TypeInformation<Tuple2<Long, Tuple5<Long, Long, String, String, Float>>> PIECE_PAIR =
            Types.TUPLE(Types.LONG, PAIR);

    /** The names of two rows, the lesser first, and the pair's weight in bits with what third rows add. */
    static final TypeInformation<Tuple3<String, String, Float>> MATCH =
            Types.TUPLE(Types.STRING, Types.STRING, Types.FLOAT);

    /** A row's name and that of its subject, which is the least name of its rows. */
    static final TypeInformation<Tuple2<String, String>> SUBJECT = Types.TUPLE(Types.STRING, Types.STRING);

    static final OutputTag<Tuple2<Long, Long>> KEYS = new OutputTag<>("keys", KEYED);
    static final OutputTag<Tuple3<String, String, Float>> MATCHES = new OutputTag<>("matches", MATCH);
    static final OutputTag<Tuple2<String, String>> SUBJECTS = new OutputTag<>("subjects", SUBJECT);

    private Shapes() {}

    /** A pair as it is told. */
    static Tuple3<String, String, Float> match(String one, String other, float bits) {
        return one.compareTo(other) < 0 ? Tuple3.of(one, other, bits) : Tuple3.of(other, one, bits);
    }
}
