package io.github.bnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.files.DirectoryLock;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryDepthwiseConvolutionLayer;
import io.github.bnn4j.layer.BinaryOptions;
import io.github.bnn4j.layer.BinarySeparableConvolutionLayer;
import io.github.bnn4j.layer.BlurLayer;
import io.github.bnn4j.layer.FastMaxPooling;
import io.github.bnn4j.layer.LatentUniformInit;
import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.layer.SignedInit;
import io.github.bnn4j.listener.FlipRatio;
import io.github.bnn4j.listener.FlipRatioListener;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.onnx.OnnxImport;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.layer.Windows;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.schedule.CosineSchedule;
import io.github.bnn4j.schedule.LinearSchedule;
import io.github.bnn4j.schedule.WarmUpSchedule;
import io.github.bnn4j.search.BinaryConvolutionLayerSpace;
import io.github.bnn4j.search.BinaryDenseLayerSpace;
import io.github.bnn4j.search.BinaryDepthwiseConvolutionLayerSpace;
import io.github.bnn4j.search.BinaryOptionsSpace;
import io.github.bnn4j.search.BinarySeparableConvolutionLayerSpace;
import io.github.bnn4j.search.BlockCount;
import io.github.bnn4j.search.BnnSearch;
import io.github.bnn4j.search.BnnSpace;
import io.github.bnn4j.search.CandidateRecord;
import io.github.bnn4j.search.DecayingAdamSpace;
import io.github.bnn4j.search.FastBatchNormalizationSpace;
import io.github.bnn4j.search.KernelBoundSpace;
import io.github.bnn4j.search.KernelLearningRateScaleSpace;
import io.github.bnn4j.search.KernelScaledUpdaterSpace;
import io.github.bnn4j.search.NoScaleDropoutSpace;
import io.github.bnn4j.search.OutputLoss;
import io.github.bnn4j.search.OutputLossLayerSpace;
import io.github.bnn4j.search.OutputLossSpace;
import io.github.bnn4j.search.QuantizerSpace;
import io.github.bnn4j.search.RPReLULayerSpace;
import io.github.bnn4j.search.RSignLayerSpace;
import io.github.bnn4j.search.RecalibrationSource;
import io.github.bnn4j.search.SearchDirectory;
import io.github.bnn4j.search.SignActivationSpace;
import io.github.bnn4j.summary.BinarySummary;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelSplitUpdater;
import io.github.bnn4j.updater.ShiftAdaMax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ScheduleType;

/** What a user may print says what it is: not a class name and a number, nor an array's. */
@AnalyzeClasses(packages = "io.github.bnn4j", importOptions = WithoutTests.class)
class TellingStringsTest {

    private static final String ROOT = "io.github.bnn4j.";

    /** An object, or an array in one, that does not say what it is: {@code [I@1b2c3d}. */
    private static final Pattern HASH = Pattern.compile("@[0-9a-f]{5,}");

    /** Parts of machines, which no user gets to see; and builders, which DL4J does not print either. */
    private static boolean isPrinted(JavaClass type) {
        return !type.getPackageName().startsWith(ROOT + "cli")
                && !type.getPackageName().startsWith(ROOT + "examples")
                && !type.getPackageName().endsWith(".impl")
                && !type.getPackageName().equals(ROOT + "packed.xnor")
                && !type.getPackageName().equals(ROOT + "packed.workspace")
                && !type.getPackageName().startsWith(ROOT + "graph")
                && !type.getPackageName().startsWith(ROOT + "onnx.read")
                && !type.getPackageName().startsWith(ROOT + "onnx.write")
                && !type.getPackageName().startsWith(ROOT + "onnx.dl4j")
                && !type.getFullName().equals(ROOT + "memory.FloatMemory")
                && !type.getSimpleName().equals("Builder");
    }

    private static boolean isConcreteAndPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.isInterface()
                && !type.isEnum()
                && !type.isAssignableTo(Throwable.class);
    }

    private static boolean hasState(JavaClass type) {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                .flatMap(each -> each.getFields().stream())
                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC));
    }

    /** So that a new class is not forgotten below. */
    @ArchTest
    static void eachPrintedClassHasASample(JavaClasses all) {
        Set<String> sampled =
                samples().stream().map(sample -> sample.getClass().getName()).collect(Collectors.toSet());
        assertThat(all.stream()
                        .filter(TellingStringsTest::isConcreteAndPublic)
                        .filter(TellingStringsTest::isPrinted)
                        .filter(TellingStringsTest::hasState)
                        .map(JavaClass::getName))
                .hasSizeGreaterThan(50)
                .isSubsetOf(sampled);
    }

    @ArchTest
    static void eachSampleSaysWhatItIs(JavaClasses all) {
        for (Object sample : samples()) {
            String text = sample.toString();
            assertThat(text).as(sample.getClass().getName()).doesNotContainPattern(HASH);
            if (!(sample instanceof BinarySummary)) {
                assertThat(text).startsWith(nameOf(sample));
            }
        }
    }

    /** The name that it is known by; numbers and sizes need none. */
    private static String nameOf(Object sample) {
        return switch (sample.getClass().getSimpleName()) {
            case "KernelBoundSpace", "KernelLearningRateScaleSpace", "OutputLossSpace", "QuantizerSpace" ->
                "DiscreteParameterSpace";
            case "SignActivation" -> "sign";
            case "KernelBound", "KernelLearningRateScale", "ImageShape", "InputScale" -> "";
            default -> sample.getClass().getSimpleName();
        };
    }

    /** The words themselves, of those that are read the most. */
    @ArchTest
    static void theWords(JavaClasses all) {
        assertThat(new PackedNetwork(SampleContents.onBytes()))
                .hasToString("PackedNetwork[1x5x7 BYTES -> 4 scores, 2730 binary weights, layers=["
                        + "BinaryDense[35 BYTES -> 70 SIGNS], BinaryDense[70 SIGNS -> 4 FLOATS]]]");
        assertThat(new PackedNetwork(SampleContents.onPictures()).toString())
                .contains("BinaryConvolution[2x5x6 BYTES -> 3x5x6 SIGNS, 3x3 window]")
                .contains("MaxPooling[4x5x6 SIGNS -> 4x2x3 SIGNS, 2x2 window]")
                .contains("GlobalAveragePooling[3x2x3 FLOATS -> 3x1x1 FLOATS]");
        assertThat(new CandidateRecord(3, Map.of("width", "512"), new double[] {.5, .25}, .98, 1.5, null))
                .hasToString("CandidateRecord[index=3, score=0.98, seconds=1.5, values={width=512}, flat=[0.5, 0.25]]");
        assertThat(new CandidateRecord(3, Map.of(), new double[] {1}, null, 1.5, "out of memory"))
                .hasToString("CandidateRecord[index=3, failure=out of memory, seconds=1.5, values={}, flat=[1.0]]");
        assertThat(BinaryBlock.hidden(
                                new BinaryConvolutionLayer.Builder(3, 3).nOut(8).build())
                        .maxPool(2))
                .hasToString("BinaryBlock[BinaryConvolutionLayer, SubsamplingLayer, FastBatchNormalization, "
                        + "ActivationLayer]");
        assertThat(new WeightClip(.5)).hasToString("WeightClip(bound=0.5, params=[])");
    }

    private static List<Object> samples() {
        List<Object> samples = new ArrayList<>(List.of(
                new SignActivation(),
                new FastMaxPooling.Builder(2).build(),
                new ModelReader().allowEntries("training.json"),
                BinaryBlock.output(dense()),
                new WeightClip(1),
                NoScaleDropout.dropRate(.5),
                KernelBound.of(.5),
                KernelBound.glorot(),
                KernelLayout.ofShape("W", 3, 4),
                KernelLearningRateScale.glorot(),
                dense(),
                new BinaryConvolutionLayer.Builder(3, 3).nOut(2).build(),
                new BinaryDepthwiseConvolutionLayer.Builder(3, 3).build(),
                new BinarySeparableConvolutionLayer.Builder(3, 3).nOut(2).build(),
                new BlurLayer.Builder().build(),
                new RSignLayer.Builder().nIn(2).build(),
                new RPReLULayer.Builder().nIn(2).build(),
                new LatentUniformInit(KernelBound.of(1)),
                new SignedInit(1),
                new BinaryOptions(),
                new FlipRatio("layer", 1, 2, .5),
                new FlipRatioListener(10),
                SquaredHingeLoss.oneHot(),
                new FastBatchNormalization(),
                new ShiftBatchNormalization(),
                new Bop(),
                new KernelScaledUpdater(new Adam()),
                new KernelSplitUpdater(new Bop(), new Adam()),
                new ShiftAdaMax(),
                new CosineSchedule(ScheduleType.EPOCH, .1, .01, 3),
                new LinearSchedule(ScheduleType.EPOCH, .1, .01, 3),
                new WarmUpSchedule(new CosineSchedule(ScheduleType.EPOCH, .1, .01, 3), 5)));
        samples.addAll(Quantizers.all());
        addSummary(samples);
        SampleContents.all().forEach(content -> addPacked(samples, content));
        addFloatLayers(samples);
        samples.add(MismatchSums.of(ValueType.SIGNS, BitMatrix.of(1, 3, new long[] {5})));
        samples.add(BitMatrix.of(1, 3, new long[] {5}));
        samples.add(Activations.ofBytes(1, 2, new byte[2], 0));
        samples.add(Activations.ofFloats(1, 2, new float[2], 0));
        samples.add(Activations.ofSigns(1, 2, new long[1]));
        addSpaces(samples);
        samples.add(lock());
        addOnnx(samples);
        return samples;
    }

    private static void addOnnx(List<Object> samples) {
        Tensor tensor = new Tensor(Tensor.Type.FLOAT, new int[] {1, 2}, new double[2]);
        OnnxNode node = new OnnxNode("n", "", "Add", List.of("x", "c"), List.of("y"), Map.of("value", tensor));
        OnnxModel model = new OnnxModel(13, "x", new int[] {-1, 2}, "y", List.of(node), Map.of("c", tensor), Map.of());
        samples.addAll(List.of(tensor, node, model, OnnxImport.of(model).signOfZero(1)));
    }

    private static DirectoryLock lock() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), "telling-" + UUID.randomUUID());
        try (DirectoryLock lock = DirectoryLock.take(directory)) {
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BinaryDenseLayer dense() {
        return new BinaryDenseLayer.Builder().nIn(4).nOut(2).build();
    }

    private static void addSummary(List<Object> samples) {
        MultiLayerNetwork network = new SmallNetwork().chain(dense());
        BinarySummary summary = BinarySummary.of(network);
        samples.add(summary);
        samples.addAll(summary.layers());
    }

    private static void addPacked(List<Object> samples, PackedContent content) {
        samples.add(content);
        samples.add(new PackedNetwork(content));
        samples.add(new PackedNetwork(content).parallel(2));
        samples.add(content.wiring());
        samples.add(content.input());
        samples.add(content.input().scaling());
        samples.add(content.input().image());
        content.layers().forEach(layer -> {
            samples.add(layer);
            if (layer instanceof BinaryDense binary) {
                samples.add(binary.stage());
            }
            if (layer instanceof BinaryConvolution binary) {
                samples.add(binary.stage());
                samples.add(binary.window());
                samples.add(binary.window().rows());
            }
        });
    }

    private static void addFloatLayers(List<Object> samples) {
        Window window = Windows.same(4, 4, 3);
        samples.addAll(List.of(
                new Add(2, 3),
                new AveragePooling(2, window, true),
                new Concatenate(ValueType.FLOATS, 16, 2, 3),
                new DepthwiseConvolution(window, new float[18], new float[2]),
                new FloatConvolution(2, window, 2, new float[18], new float[2]),
                new FloatMaxPooling(2, window),
                new FloatThresholds(new float[2], new long[1], 16),
                new Multiply(2, 3),
                new PRelu(new float[2], 16)));
    }

    private static void addSpaces(List<Object> samples) {
        ParameterSpace<Double> rate = new FixedValue<>(.01);
        ParameterSpace<Integer> depth = new FixedValue<>(2);
        ParameterSpace<IUpdater> adam = new DecayingAdamSpace(rate, new FixedValue<>(1e-4), 3);
        QuantizerSpace quantizers = new QuantizerSpace(new SteSign(), new ApproxSign());
        BnnSpace space = new BnnSpace.Builder(4, 2).width(8, 16).build();
        samples.addAll(List.of(
                new BlockCount(depth, 1),
                adam,
                new KernelBoundSpace(KernelBound.glorot(), KernelBound.of(1)),
                new KernelLearningRateScaleSpace(KernelLearningRateScale.glorot()),
                new KernelScaledUpdaterSpace(adam),
                new NoScaleDropoutSpace(rate),
                new FastBatchNormalizationSpace.Builder().eps(1e-4).build(),
                new RSignLayerSpace.Builder().quantizer(quantizers).build(),
                new RPReLULayerSpace.Builder().initialSlope(rate).build(),
                new OutputLossSpace(OutputLoss.values()),
                new OutputLossLayerSpace(new OutputLossSpace(OutputLoss.values())),
                quantizers,
                new SignActivationSpace(quantizers),
                new BinaryOptionsSpace().withKernelQuantizer(quantizers),
                new BinaryDenseLayerSpace.Builder().nOut(2).build(),
                new BinaryConvolutionLayerSpace.Builder().nOut(2).build(),
                new BinaryDepthwiseConvolutionLayerSpace.Builder().build(),
                new BinarySeparableConvolutionLayerSpace.Builder().nOut(2).build(),
                space,
                new BnnSearch.Builder(space, RecalibrationSource.class, new Properties(), Path.of("nowhere")).build(),
                new SearchDirectory(Path.of("nowhere")),
                new CandidateRecord(0, new LinkedHashMap<>(), new double[] {1}, .5, 1, null)));
    }
}
