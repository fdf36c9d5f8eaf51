package io.github.bnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.architecture.NullCalls.Answer;
import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryLayerBuilder;
import io.github.bnn4j.layer.LatentUniformInit;
import io.github.bnn4j.layer.SignedInit;
import io.github.bnn4j.listener.FlipRatioListener;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.summary.BinarySummary;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelSplitUpdater;
import io.github.bnn4j.updater.ShiftAdaMax;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** So it is with what users of bnn-layers call; not with what DL4J calls. */
class NullArgumentsOfLayersTest {

    /** Null is said to be no quantizer; or is refused when the layer is built, which then says its name, as other values are. */
    private static final Set<String> NULLABLE =
            Set.of("inputQuantizer", "kernelQuantizer", "kernelBound", "learningRateScale");

    @ParameterizedTest
    @ValueSource(
            classes = {
                PackedExporter.class,
                BatchNormRecalibration.class,
                BinarySummary.class,
                FlipRatioListener.class,
                LatentUniformInit.class
            })
    void isNamed(Class<?> type) {
        List<Answer> answers = new ArrayList<>();
        for (Executable executable : NullCalls.publicOf(type)) {
            if (!(executable instanceof Method) || Modifier.isStatic(executable.getModifiers())) {
                answers.addAll(examples().answers(executable, type));
            }
        }

        assertThat(answers).isNotEmpty().allMatch(Answer::namesTheArgument);
    }

    @ParameterizedTest
    @ValueSource(classes = {BinaryDenseLayer.Builder.class, BinaryConvolutionLayer.Builder.class})
    void ofASetterIsNamed(Class<?> builder) {
        List<Answer> answers = new ArrayList<>();
        Stream.of(builder.getMethods())
                .filter(method -> !method.isBridge() && !NULLABLE.contains(method.getName()))
                .filter(method -> method.getDeclaringClass() == BinaryLayerBuilder.class
                        || Set.of("binaryOptions", "dataFormat").contains(method.getName()))
                .forEach(method -> answers.addAll(examples().answers(method, builder)));

        assertThat(answers).isNotEmpty().allMatch(Answer::namesTheArgument);
    }

    @Test
    void ofASingleMethodIsNamed() throws NoSuchMethodException {
        NullCalls calls = examples();
        List<Answer> answers = new ArrayList<>();
        answers.addAll(calls.answers(Bop.class.getConstructor(schedule(), double.class), null));
        answers.addAll(calls.answers(ShiftAdaMax.class.getConstructor(schedule()), null));
        answers.addAll(
                calls.answers(KernelScaledUpdater.class.getMethod("forKernel", IUpdater.class, double.class), null));
        answers.addAll(calls.answers(KernelBound.class.getMethod("resolve", KernelLayout.class), KernelBound.class));
        answers.addAll(
                calls.answers(BinaryBlock.class.getMethod("activation", SignActivation.class), BinaryBlock.class));
        answers.addAll(calls.answers(BinaryBlock.class.getMethod("addTo", ListBuilder.class), BinaryBlock.class));
        answers.addAll(calls.answers(
                FlipRatioListener.class.getMethod("iterationDone", Model.class, int.class, int.class),
                FlipRatioListener.class));
        answers.addAll(calls.answers(WeightClip.class.getMethod("apply", INDArray.class), WeightClip.class));

        assertThat(answers).hasSize(8).allMatch(Answer::namesTheArgument);
    }

    private static Class<?> schedule() {
        return ISchedule.class;
    }

    /** These say what they need, and that they got null. */
    @ParameterizedTest
    @ValueSource(classes = {KernelScaledUpdater.class, KernelSplitUpdater.class, WeightClip.class, SignedInit.class})
    void isRefusedLikeAnotherValueThatDoesNotFit(Class<?> type) {
        List<Answer> answers = new ArrayList<>();
        for (Executable executable : type.getConstructors()) {
            answers.addAll(examples().answers(executable, type));
        }

        assertThat(answers).isNotEmpty().allMatch(Answer::isRefusalOfNull);
    }

    private static NullCalls examples() {
        MultiLayerConfiguration network = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(1).nOut(2).build())
                .build();
        ComputationGraphConfiguration graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", new OutputLayer.Builder().nIn(1).nOut(2).build(), "in")
                .setOutputs("out")
                .build();
        return new NullCalls()
                .example(MultiLayerNetwork.class, new MultiLayerNetwork(network))
                .example(ComputationGraph.class, new ComputationGraph(graph))
                .example(InputEncoding.class, InputEncoding.floats(1))
                .example(ImageShape.class, new ImageShape(1, 1, 1))
                .example(InputScale.class, InputScale.of(1, 0))
                .example(InputType.class, InputType.feedForward(1))
                .example(InputType[].class, new InputType[0])
                .example(List.class, List.of())
                .example(IUpdater.class, new Adam())
                .example(KernelBound.class, KernelBound.of(1))
                .example(WeightClip.class, new WeightClip(1))
                .example(FlipRatioListener.class, new FlipRatioListener(1))
                .example(
                        BinaryBlock.class,
                        BinaryBlock.hidden(
                                new BinaryDenseLayer.Builder().nIn(1).nOut(1).build()))
                .example(BinaryDenseLayer.Builder.class, new BinaryDenseLayer.Builder())
                .example(BinaryConvolutionLayer.Builder.class, new BinaryConvolutionLayer.Builder(3, 3));
    }
}
