package puente.gateway.iati;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of an XML document.
 *
 * @param name plain where it has no namespace, {@code puente:…} in Puente's, {@code {namespace}…} otherwise
 * @param attributes by names of the same form, {@code xml:lang} among them
 * @param text directly in it, stripped
 * @param line on which its start tag ends
 */
record Element(String name, Map<String, String> attributes, List<Element> children, String text, int line) {
    /** An attribute, empty where it is not there. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "").strip();
    }

    Optional<Element> child(String child) {
        return children.stream().filter(each -> each.name.equals(child)).findFirst();
    }

    List<Element> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The children's own children of these two names: the items of a list. */
    List<Element> all(String child, String grandchild) {
        return all(child).stream()
                .flatMap(each -> each.all(grandchild).stream())
                .toList();
    }
}
