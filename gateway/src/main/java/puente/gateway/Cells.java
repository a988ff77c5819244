package puente.gateway;

/** One row as expressions see it. Reused from row to row; belongs to one import. */
final class Cells {
    String[] values = {};
    int pivotColumn = -1;
    String pivotCode = "";

    String value(int column) {
        return values[column == Expression.PIVOT ? pivotColumn : column];
    }
}
