package io.github.bnn4j.export;

import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.layer.BinaryOptions;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Parameters that single precision computes with exactly. Weights are -1, -1/2, 0, 1/2 or 1; biases, shifts and means are halves; gamma
 * is a power of two or 0, and variance and epsilon are such that the deviation is 2.
 */
final class ExactParameters {

    static final double WEIGHT_STEP = 0.5;
    static final double BIAS_STEP = 0.5;
    static final double BIAS_MOST = 2;
    static final double SLOPE_STEP = 0.25;
    static final double SLOPE_MOST = 2;

    /** Of gamma / deviation. */
    static final double NORM_STEP = 0.25;

    static final double NORM_MOST = 1;

    /** Variance is 1. */
    static final double EPS = 3;

    private static final double[] WEIGHTS = {-1, -0.5, 0, 0.5, 1};
    private static final double[] GAMMAS = {-2, -1, -0.5, 0, 0.5, 0.5, 1, 1, 2};
    private static final double[] SLOPES = {-0.5, 0, 0.25, 0.25, 0.5, 1, 2};

    private ExactParameters() {}

    static void draw(ComputationGraph graph, Random random) {
        for (Layer layer : graph.getLayers()) {
            for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
                draw(layer, parameter.getKey(), parameter.getValue(), random);
            }
        }
    }

    private static void draw(Layer layer, String name, INDArray array, Random random) {
        var configuration = layer.conf().getLayer();
        double[] values = new double[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            if (configuration instanceof BatchNormalization) {
                values[i] = switch (name) {
                    case "gamma" -> any(GAMMAS, random);
                    case "var" -> 1;
                    case "log10stdev" -> 0;
                    default -> halves(random);
                };
            } else {
                values[i] = switch (name) {
                    case "a" -> any(SLOPES, random);
                    case "W" ->
                        configuration instanceof PReLULayer ? any(SLOPES, random) : weight(configuration, random);
                    case "pW" -> weight(configuration, random);
                    default -> halves(random);
                };
            }
        }
        array.assign(Nd4j.createFromArray(values).castTo(array.dataType()).reshape(array.shape()));
    }

    private static double weight(Object configuration, Random random) {
        return configuration instanceof BinaryLayer binary
                ? weight(binary.getBinaryOptions(), random)
                : any(WEIGHTS, random);
    }

    /** Where weights are scaled by their mean magnitude, all have one. */
    private static double weight(BinaryOptions options, Random random) {
        double magnitude = options.getKernelQuantizer() instanceof MagnitudeAwareSign ? 0.5 : random.nextDouble() / 2;
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    private static double halves(Random random) {
        return (random.nextInt(9) - 4) / 2.0;
    }

    private static double any(double[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
