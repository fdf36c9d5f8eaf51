package io.github.bnn4j.onnx.write;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.write.WindowAttributes.Padded;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;
import java.util.List;

/** Maxima and means over windows, or over an image. */
final class PoolingNodes {

    /** The first version whose AveragePool knows a distance of taps. */
    private static final int DILATED_MEANS = 19;

    private final LayerScope scope;

    PoolingNodes(LayerScope scope) {
        this.scope = scope;
    }

    /** Takes maxima of signs, of some channels their minima: these are maxima of what is negated. */
    ExportedValue signs(ExportedValue x, MaxPooling layer) {
        ExportedValue image = scope.image(x, layer.inputImage());
        double[] signs = new double[layer.inputImage().channels()];
        Arrays.setAll(signs, c -> PaddedSums.isSet(layer.inverted(), c) ? -1 : 1);
        ExportedValue negated = scope.scaled(image, Parameter.of(image, signs), Parameter.of(image, 0.0));
        ExportedValue greatest = maximum(negated, layer, layer.window(), -1);
        return scope.scaled(greatest, Parameter.of(greatest, signs), Parameter.of(greatest, 0.0));
    }

    ExportedValue floats(ExportedValue x, FloatMaxPooling layer) {
        return maximum(x, layer, layer.window(), Float.NEGATIVE_INFINITY);
    }

    /** Returns the maximum of numbers, of which the one of their signs is made. */
    ExportedValue maximum(ExportedValue x, MaxPooling layer) {
        return maximum(x, layer, layer.window(), Float.NEGATIVE_INFINITY);
    }

    private ExportedValue maximum(ExportedValue x, OnImages layer, Window window, float least) {
        Padded padded = new WindowAttributes(window)
                .ofPool(scope, scope.image(x, layer.inputImage()).name(), least);
        return ExportedValue.image(
                scope.node("MaxPool", "greatest", List.of(padded.value()), padded.with()), layer.outputImage());
    }

    /**
     * @throws OnnxException if it is a mean that ONNX Runtime has no form of
     */
    ExportedValue mean(ExportedValue x, AveragePooling layer) {
        WindowAttributes window = new WindowAttributes(layer.window());
        if (window.isDilated()) {
            scope.graph().needOpset(DILATED_MEANS);
        }
        String image = scope.image(x, layer.inputImage()).name();
        Padded padded = window.ofPool(scope, image, 0);
        if (!layer.paddingCounts() && !padded.value().equals(image)) {
            throw new OnnxException(
                    scope.layer() + " takes means over a window of " + layer.window()
                            + " that leave out padding, of which there is more than ONNX Runtime allows: it cannot be exported");
        }
        return ExportedValue.image(
                scope.node(
                        "AveragePool",
                        "means",
                        List.of(padded.value()),
                        padded.with(Attributes.of("count_include_pad", layer.paddingCounts() ? 1L : 0L))),
                layer.outputImage());
    }

    ExportedValue globalMean(ExportedValue x, GlobalAveragePooling layer) {
        ImageShape image = layer.inputImage();
        ExportedValue means = ExportedValue.image(
                scope.node(
                        "GlobalAveragePool",
                        "means",
                        List.of(scope.image(x, image).name())),
                layer.outputImage());
        return scope.scaled(means, Parameter.of(means, layer.scale()), Parameter.of(means, layer.offset()));
    }
}
