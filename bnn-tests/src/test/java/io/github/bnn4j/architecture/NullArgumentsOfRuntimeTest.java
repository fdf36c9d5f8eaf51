package io.github.bnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.bnn4j.architecture.NullCalls.Answer;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.Wiring;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.Combination;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.Crew;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** A null argument of a public method of the runtime is a NullPointerException that names the argument. */
class NullArgumentsOfRuntimeTest {

    private static final String ROOT = "io.github.bnn4j.packed";
    private static final Set<String> EXPORTED = Set.of(ROOT, ROOT + ".bits", ROOT + ".format", ROOT + ".layer");

    private static final Axis AXIS = new Axis(1, 1, 1, 1, 0, 1);
    private static final Window WINDOW = new Window(AXIS, AXIS);
    private static final ImageShape IMAGE = new ImageShape(1, 1, 1);
    private static final double[] ONE = {1};
    private static final BitMatrix BITS = BitMatrix.of(1, 1, new long[] {1});
    private static final Scores SCORES = new Scores(ONE, ONE);
    private static final Scores CHANNEL_SCORES = new Scores(ONE, ONE);

    @Test
    void isNamed() {
        List<Answer> answers = new ArrayList<>();
        NullCalls calls = examples();
        for (JavaClass type :
                new ClassFileImporter().withImportOption(new WithoutTests()).importPackages(ROOT)) {
            Class<?> reflected = type.reflect();
            boolean exception = Throwable.class.isAssignableFrom(reflected);
            if (EXPORTED.contains(type.getPackageName()) && isPublic(reflected) && !exception) {
                for (Executable executable : NullCalls.publicOf(reflected)) {
                    // One of the three arrays is there, which the static methods see to.
                    if (executable.getDeclaringClass() != Activations.class
                            || !executable.getName().contains("Activations")) {
                        answers.addAll(calls.answers(executable, reflected));
                    }
                }
            }
        }

        assertThat(answers).hasSizeGreaterThan(70).allMatch(Answer::namesTheArgument);
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers());
    }

    private static NullCalls examples() {
        PackedContent content = new PackedContent(
                InputEncoding.floats(1), List.of(new FloatDense(1, new float[1], new float[1])), List.of());
        return new NullCalls()
                .example(byte[].class, new byte[] {1})
                .example(float[].class, new float[] {1})
                .example(double[].class, ONE)
                .example(int[].class, new int[] {1})
                .example(long[].class, new long[] {1})
                .example(List.class, List.of())
                .example(Map.class, Map.of())
                .example(OptionalDouble.class, OptionalDouble.empty())
                .example(Integer[].class, new Integer[] {0})
                .example(String.class, "a")
                .example(Path.class, Path.of("nowhere.bnn"))
                .example(Wiring.class, Wiring.chain(1))
                .example(InputScale.class, InputScale.of(1, 0))
                .example(PackedContent.Builder.class, PackedContent.builder(InputEncoding.floats(1)))
                .example(PackedLayer.class, new Sign(1))
                .example(PackedContent.class, content)
                .example(PackedNetwork.class, new PackedNetwork(content))
                .example(BitMatrix.class, BITS)
                .example(ValueType.class, ValueType.SIGNS)
                .example(Axis.class, AXIS)
                .example(Window.class, WINDOW)
                .example(ImageShape.class, IMAGE)
                .example(InputEncoding.class, InputEncoding.floats(1))
                .example(Crew.class, Crew.ALONE)
                .example(IntConsumer.class, (IntConsumer) part -> {})
                .example(Activations.class, Activations.ofFloats(1, 1, new float[1], 0))
                .example(MismatchSums.class, MismatchSums.of(ValueType.SIGNS, BITS))
                .example(Elementwise.Function.class, Elementwise.Function.RELU)
                .example(OutputStage.class, SCORES)
                .example(Scores.class, SCORES)
                .example(Thresholds.class, new Thresholds(new int[1], new long[1]))
                .example(OutputStage.class, CHANNEL_SCORES)
                .example(Scores.class, CHANNEL_SCORES)
                .example(Thresholds.class, new Thresholds(1, new int[1], new long[1]))
                .example(Combination.class, new Add(2, 1))
                .example(Add.class, new Add(2, 1))
                .example(Multiply.class, new Multiply(2, 1))
                .example(Concatenate.class, new Concatenate(ValueType.FLOATS, 1, 1, 1))
                .example(AveragePooling.class, new AveragePooling(1, WINDOW, true))
                .example(FloatMaxPooling.class, new FloatMaxPooling(1, WINDOW))
                .example(FloatConvolution.class, new FloatConvolution(1, WINDOW, 1, new float[1], new float[1]))
                .example(DepthwiseConvolution.class, new DepthwiseConvolution(WINDOW, new float[1], new float[1]))
                .example(PRelu.class, new PRelu(new float[1], 1))
                .example(FloatThresholds.class, new FloatThresholds(new float[1], new long[1], 1))
                .example(Affine.class, new Affine(ONE, ONE))
                .example(
                        BinaryConvolution.class,
                        new BinaryConvolution(ValueType.SIGNS, 1, WINDOW, false, BITS, CHANNEL_SCORES))
                .example(BinaryConvolutionOnFloats.class, new BinaryConvolutionOnFloats(1, WINDOW, 0, BITS, ONE, ONE))
                .example(BinaryDense.class, new BinaryDense(ValueType.SIGNS, BITS, SCORES))
                .example(BinaryDenseOnFloats.class, new BinaryDenseOnFloats(BITS, ONE, ONE))
                .example(BytesToFloats.class, new BytesToFloats(1, 0, 1))
                .example(ChannelsLast.class, new ChannelsLast(ValueType.FLOATS, IMAGE))
                .example(Elementwise.class, new Elementwise(Elementwise.Function.RELU, 0, 1))
                .example(FloatDense.class, new FloatDense(1, new float[1], new float[1]))
                .example(GlobalAveragePooling.class, new GlobalAveragePooling(IMAGE, ONE, ONE))
                .example(MaxPooling.class, new MaxPooling(1, WINDOW, new long[1]))
                .example(Sign.class, new Sign(1))
                .example(SignsToFloats.class, new SignsToFloats(1, -1, 1));
    }
}
