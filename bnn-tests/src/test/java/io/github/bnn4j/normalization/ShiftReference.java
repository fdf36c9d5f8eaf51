package io.github.bnn4j.normalization;

/** Shift-based batch normalization of rows, number by number, from the formulas. */
record ShiftReference(double[][] y, double[][] dx, double[] dGamma, double[] dBeta, double[] mean, double[] variance) {

    private static double ap2(double x) {
        return x == 0 ? 0 : Math.signum(x) * Math.pow(2, Math.rint(Math.log(Math.abs(x)) / Math.log(2)));
    }

    static double[][] inference(double[][] x, double[] gamma, double[] beta, double[] mean, double[] var, double eps) {
        double[][] y = new double[x.length][gamma.length];
        for (int i = 0; i < x.length; i++) {
            for (int f = 0; f < gamma.length; f++) {
                y[i][f] = ap2(gamma[f]) * ap2(1 / Math.sqrt(var[f] + eps)) * (x[i][f] - mean[f]) + beta[f];
            }
        }
        return y;
    }

    static ShiftReference of(double[][] x, double[][] dy, double[] gamma, double[] beta, double eps) {
        int n = x.length;
        int features = gamma.length;
        double[][] y = new double[n][features];
        double[][] dx = new double[n][features];
        double[] dGamma = new double[features];
        double[] dBeta = new double[features];
        double[] mean = new double[features];
        double[] variance = new double[features];
        for (int f = 0; f < features; f++) {
            for (double[] row : x) {
                mean[f] += row[f] / n;
            }
            for (double[] row : x) {
                variance[f] += (row[f] - mean[f]) * ap2(row[f] - mean[f]) / n;
            }
            double inverse = ap2(1 / Math.sqrt(variance[f] + eps));
            double dInverse = 0;
            for (int i = 0; i < n; i++) {
                double c = x[i][f] - mean[f];
                y[i][f] = ap2(gamma[f]) * (c * inverse) + beta[f];
                dGamma[f] += dy[i][f] * c * inverse;
                dBeta[f] += dy[i][f];
                dInverse += ap2(gamma[f]) * dy[i][f] * c;
            }
            double dVariance = -0.5 * Math.pow(variance[f] + eps, -1.5) * dInverse;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double c = x[i][f] - mean[f];
                dx[i][f] = ap2(gamma[f]) * dy[i][f] * inverse + dVariance * (c + ap2(c)) / n;
                sum += dx[i][f];
            }
            for (int i = 0; i < n; i++) {
                dx[i][f] -= sum / n;
            }
        }
        return new ShiftReference(y, dx, dGamma, dBeta, mean, variance);
    }
}
