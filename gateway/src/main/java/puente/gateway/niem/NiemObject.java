package puente.gateway.niem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import puente.gateway.niem.NiemValue.Augmentation;
import puente.gateway.niem.NiemValue.Literal;
import puente.gateway.niem.NiemValue.Part;
import puente.gateway.niem.NiemValue.Property;
import puente.gateway.niem.NiemValue.Structured;

/** Puts an object together, property by property in the order of its schema. Absent values leave nothing behind. */
final class NiemObject {
    private final List<Part> parts = new ArrayList<>();

    /** An object that refers to another by its URI and says nothing of it. */
    static NiemValue reference(String type, String uri) {
        return new Structured(type, uri, List.of());
    }

    NiemObject text(String name, @Nullable Object value) {
        return value == null ? this : value(name, new Literal(value.toString(), ""));
    }

    NiemObject value(String name, @Nullable NiemValue value) {
        if (value != null) {
            parts.add(new Property(name, false, List.of(value)));
        }
        return this;
    }

    /** A property that may repeat. */
    NiemObject values(String name, List<NiemValue> values) {
        if (!values.isEmpty()) {
            parts.add(new Property(name, true, values));
        }
        return this;
    }

    /** A property that may repeat, one value for each of a field's. */
    NiemObject each(String name, @Nullable Object list, Function<Object, NiemValue> form) {
        if (list instanceof List<?> given) {
            List<NiemValue> values = new ArrayList<>();
            for (Object each : given) {
                values.add(form.apply(each));
            }
            values(name, values);
        }
        return this;
    }

    /** What a namespace adds to a class of another, unless there is nothing of it. */
    NiemObject augmentation(String name, NiemObject added) {
        if (!added.parts.isEmpty()) {
            parts.add(new Augmentation(name, added.parts));
        }
        return this;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    Structured as(String type) {
        return new Structured(type, "", parts);
    }

    Structured as(String type, String uri) {
        return new Structured(type, uri, parts);
    }

    /** The object, or nothing where it has no property. */
    @Nullable
    Structured unlessEmpty(String type) {
        return parts.isEmpty() ? null : as(type);
    }
}
