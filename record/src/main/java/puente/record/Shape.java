package puente.record;

/** The Java shape of one normal-form value, for those who compile expressions or columns over fields. */
public enum Shape {
    /** {@link String}. */
    STRING,
    /** {@link Long}. */
    LONG,
    /** {@link Double}, coordinates only. */
    DOUBLE,
    /** {@link Boolean}. */
    BOOL,
    /** {@link java.util.Map} from {@code String}; its members are {@link FieldType#members()}. */
    MAP
}
