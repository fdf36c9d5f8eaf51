package io.github.bnn4j.export;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers to pack are made here, and parameters drawn or set by hand. */
final class Nets {

    private Nets() {}

    static BinaryDenseLayer binary(int in, int out) {
        return new BinaryDenseLayer.Builder().nIn(in).nOut(out).build();
    }

    static BinaryDenseLayer binaryWithBias(int in, int out) {
        return new BinaryDenseLayer.Builder().nIn(in).nOut(out).hasBias(true).build();
    }

    static ActivationLayer sign() {
        return new ActivationLayer(new SignActivation());
    }

    static ActivationLayer sign(Quantizer quantizer) {
        return new ActivationLayer(new SignActivation(quantizer));
    }

    static BatchNormalization normalization(int features) {
        return new BatchNormalization.Builder().nIn(features).nOut(features).build();
    }

    /** With variance 1 and eps 3, the standard deviation is exactly 2, in any precision. */
    static BatchNormalization halving(int features, boolean useLogStd) {
        return new BatchNormalization.Builder()
                .nIn(features)
                .nOut(features)
                .eps(3)
                .useLogStd(useLogStd)
                .build();
    }

    /** Sets what the parameters of a layer that are vectors hold; all other elements follow in a cycle. */
    static void set(MultiLayerNetwork network, int layer, String parameter, double... values) {
        INDArray array = network.getLayer(layer).getParam(parameter);
        double[] all = new double[(int) array.length()];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i % values.length];
        }
        array.assign(Nd4j.createFromArray(all).castTo(array.dataType()).reshape(array.shape()));
    }

    static void setIntegers(MultiLayerNetwork network, int layer, String parameter, int min, int max, Random random) {
        INDArray array = network.getLayer(layer).getParam(parameter);
        double[] values = new double[(int) array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = min + random.nextInt(max - min + 1);
        }
        set(network, layer, parameter, values);
    }

    /** Parameters that make nothing easy: both signs of gamma, and means and variances that differ. */
    static void drawNormalization(MultiLayerNetwork network, int layer, Random random) {
        Map<String, INDArray> parameters = network.getLayer(layer).paramTable();
        parameters.forEach((name, array) -> {
            double[] values = new double[(int) array.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (name) {
                    case "var" -> 0.5 + 3 * random.nextDouble();
                    case "log10stdev" -> random.nextDouble() - 0.5;
                    default -> random.nextGaussian();
                };
            }
            set(network, layer, name, values);
        });
    }

    static float[] integers(int count, int min, int max, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = min + random.nextInt(max - min + 1);
        }
        return values;
    }

    static float[] signs(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextBoolean() ? 1 : -1;
        }
        return values;
    }

    static float[] gaussians(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
