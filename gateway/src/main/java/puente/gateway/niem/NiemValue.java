package puente.gateway.niem;

import java.util.List;
import java.util.Map;

/** What a property of a NIEM message holds (NIEM NDR 6.0, section 14.2.1), apart from the form it is written in. */
sealed interface NiemValue {
    /**
     * A literal. Its datatype is its property's ({@link NiemNames#datatype}).
     *
     * @param language a BCP 47 tag for text in a known language, otherwise empty
     */
    record Literal(String text, String language) implements NiemValue {}

    /**
     * A literal with attributes: an instance of a literal class (section 5.1).
     *
     * @param type the class, {@code nc:QuantityType}
     * @param attributes attribute properties
     */
    record Qualified(String type, String text, Map<String, String> attributes) implements NiemValue {
        /** The property that JSON and RDF hold the literal under (rule 7-13). */
        String literalName() {
            return type.substring(0, type.length() - "Type".length()) + "Literal";
        }
    }

    /**
     * An object.
     *
     * @param type its class, {@code nc:PersonType}
     * @param uri an absolute URI, or empty for an object that nothing refers to
     */
    record Structured(String type, String uri, List<Part> parts) implements NiemValue {
        public Structured {
            parts = List.copyOf(parts);
        }
    }

    /** A part of an object, in the order that its schema asks for. */
    sealed interface Part {}

    /**
     * A property.
     *
     * @param repeatable whether the message model lets it repeat: an array in JSON even for one value (section 14.2.7)
     * @param values never empty
     */
    record Property(String name, boolean repeatable, List<NiemValue> values) implements Part {
        public Property {
            values = List.copyOf(values);
        }
    }

    /** An augmentation element: a container that XML needs and that means nothing itself (section 14.2.11). */
    record Augmentation(String name, List<Part> parts) implements Part {
        public Augmentation {
            parts = List.copyOf(parts);
        }
    }
}
