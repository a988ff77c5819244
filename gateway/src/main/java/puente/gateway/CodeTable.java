package puente.gateway;

import java.util.Map;

/**
 * What the values of a column mean.
 *
 * @param name how messages call it
 * @param codes meaning by value, matched exactly; a value that is not here is unknown
 */
record CodeTable(String name, Map<String, String> codes) {
    CodeTable {
        codes = Map.copyOf(codes);
    }
}
