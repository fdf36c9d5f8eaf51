package io.github.bnn4j.loss;

/** The mean squared hinge, number by number: {@code max(0, 1 - t*y)^2} over the number of outputs. */
final class HingeReference {

    private HingeReference() {}

    /** @param mask 0 or 1 for each output; null for all 1 */
    static double[] scores(double[][] signs, double[][] outputs, double[][] mask) {
        double[] scores = new double[signs.length];
        for (int example = 0; example < signs.length; example++) {
            double sum = 0;
            for (int output = 0; output < signs[example].length; output++) {
                double hinge = Math.max(0, 1 - signs[example][output] * outputs[example][output]);
                sum += mask(mask, example, output) == 0 ? 0 : hinge * hinge;
            }
            scores[example] = sum / signs[example].length;
        }
        return scores;
    }

    /** With respect to the outputs, of each example's score. */
    static double[][] gradients(double[][] signs, double[][] outputs, double[][] mask) {
        double[][] gradients = new double[signs.length][signs[0].length];
        for (int example = 0; example < signs.length; example++) {
            for (int output = 0; output < signs[example].length; output++) {
                double t = signs[example][output];
                double hinge = Math.max(0, 1 - t * outputs[example][output]);
                gradients[example][output] =
                        mask(mask, example, output) == 0 ? 0 : -2 * t * hinge / signs[example].length;
            }
        }
        return gradients;
    }

    private static double mask(double[][] mask, int example, int output) {
        return mask == null ? 1 : mask[example][mask[example].length == 1 ? 0 : output];
    }
}
