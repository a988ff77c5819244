package puente.measure.numeric;

/** Small systems of linear equations. */
public final class Linear {
    /** Added to the diagonal, relative to its greatest element, so that collinear columns share their weight instead of failing. */
    private static final double FLOOR = 1e-12;

    private Linear() {}

    /**
     * Solves {@code (A + damping · diag(A)) x = b} for a symmetric matrix that is positive semi-definite, by Cholesky's decomposition.
     * {@code matrix} and {@code right} are left as they are.
     */
    public static double[] solve(double[][] matrix, double[] right, double damping) {
        int size = right.length;
        double[][] lower = new double[size][size];
        double greatest = 0;
        for (int j = 0; j < size; j++) {
            greatest = Math.max(greatest, matrix[j][j]);
        }
        double floor = Math.max(FLOOR * greatest, 1e-300);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                if (i == j) {
                    sum += damping * matrix[i][i] + floor;
                }
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, floor)) : sum / lower[j][j];
            }
        }
        double[] result = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * result[k];
            }
            result[i] = sum / lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = result[i];
            for (int k = i + 1; k < size; k++) {
                sum -= lower[k][i] * result[k];
            }
            result[i] = sum / lower[i][i];
        }
        return result;
    }
}
