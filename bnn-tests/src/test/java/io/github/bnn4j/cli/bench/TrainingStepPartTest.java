package io.github.bnn4j.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks as they are met in training, innermost frame first. */
class TrainingStepPartTest {

    @ParameterizedTest
    @CsvSource({
        // A floating-point product, wherever it is called from.
        "GEMM, org.nd4j.linalg.factory.Nd4j#gemm io.github.bnn4j.layer.impl.XnorProduct#backward",
        "GEMM, org.nd4j.nativeblas.X#call org.nd4j.linalg.api.ndarray.BaseNDArray#mmuli o.D#activate",
        "GEMM, org.nd4j.linalg.api.ndarray.BaseNDArray#mmul org.deeplearning4j.nn.layers.BaseLayer#backprop",
        "BITS, io.github.bnn4j.layer.impl.KernelBits#pack io.github.bnn4j.layer.impl.XnorProduct#binarize",
        "XNOR, io.github.bnn4j.packed.xnor.HarleySealKernel#count io.github.bnn4j.layer.impl.XnorProduct#countMismatches",
        "XNOR, io.github.bnn4j.memory.Spans#forEach io.github.bnn4j.layer.impl.XnorProduct#countMismatches",
        "BITS, io.github.bnn4j.layer.impl.XnorProduct#sum io.github.bnn4j.layer.impl.XnorProduct#forward",
        "NORM, io.github.bnn4j.normalization.impl.FastBatchNormalization#preOutput o.d.MultiLayerNetwork#fit",
        "NORM, org.nd4j.X#var org.deeplearning4j.nn.layers.normalization.BatchNormalization#activate",
        "UPDATE, io.github.bnn4j.memory.Spans#forEach org.deeplearning4j.nn.updater.MultiLayerUpdater#update",
        "UPDATE, io.github.bnn4j.updater.KernelScaledGradientUpdater#applyUpdater o.d.MultiLayerNetwork#fit",
        "UPDATE, org.nd4j.X#subi org.deeplearning4j.optimize.stepfunctions.NegativeGradientStepFunction#step",
        "UPDATE, io.github.bnn4j.quantizer.SymmetricClip#apply org.deeplearning4j.nn.layers.BaseLayer#applyConstraints",
        "REST, org.nd4j.X#exec io.github.bnn4j.dropout.NoScaleDropout#applyDropout o.d.MultiLayerNetwork#fit",
        "REST, my.own.Matrix#gemm o.d.MultiLayerNetwork#fit",
        "REST, ''"
    })
    void isToldByItsStack(TrainingStepPart expected, String stack) {
        StackTraceElement[] frames = Arrays.stream(stack.split(" "))
                .filter(frame -> !frame.isEmpty())
                .map(frame -> new StackTraceElement(frame.split("#")[0], frame.split("#")[1], null, -1))
                .toArray(StackTraceElement[]::new);
        assertThat(TrainingStepPart.of(frames)).isEqualTo(expected);
    }
}
