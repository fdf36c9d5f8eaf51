package io.github.bnn4j.cli.bench;

import io.github.bnn4j.cli.classifier.ClassifierNetwork;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.data.Cifar10Batches;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.cli.timing.Dl4jThreads;
import io.github.bnn4j.cli.timing.Rate;
import io.github.bnn4j.cli.timing.RoundOptions;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench convolution}: packed convolutions beside DL4J's float ones with both of its engines, of which the faster
 * counts, then whole networks, and the binarized one in DL4J, in turn. How long it takes does not depend on the weights.
 */
@Command(
        name = "convolution",
        sortOptions = false,
        description =
                "Times inference of convolutions, packed and in DL4J: single layers, and the network for CIFAR-10.")
public final class ConvolutionBenchmark implements Callable<Integer> {

    /** Filters of the first convolutions. */
    private static final int PAPERS_WIDTH = 128;

    private static final int WARM_UPS = 2;

    @Option(
            names = "--layers",
            split = ",",
            defaultValue = "128x32,256x16,512x8",
            paramLabel = "CHANNELSxSIDE",
            description = "Single layers, by one thread: channels of input and output, and the side of images "
                    + "(default: ${DEFAULT-VALUE}).")
    private List<String> layers;

    @Option(
            names = "--width",
            defaultValue = "128",
            description = "Channels of the network's first convolutions (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(
            names = "--batches",
            split = ",",
            defaultValue = "1,32",
            paramLabel = "N",
            description = "Images at a time (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,2",
            paramLabel = "N",
            description = "Threads for each of the networks (default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Mixin
    private RoundOptions timing;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new ConvolutionBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws UsageError {
        timing.check();
        if (width < 1 || width > 1024 || outOfRange(batches, 4096) || outOfRange(threads, 1024)) {
            throw new UsageError("--width must be between 1 and 1024, --batches between 1 and 4096, "
                    + "--threads between 1 and 1024, got " + width + ", " + batches + " and " + threads);
        }
        List<int[]> sizesOfLayers = new ArrayList<>();
        for (String layer : layers) {
            sizesOfLayers.add(parsed(layer));
        }
        System.out.printf("Java %s, medians of %d rounds%n", System.getProperty("java.version"), timing.rounds());
        XnorKernels.best();
        System.out.println("kernel " + XnorKernels.choice());
        boolean oneDnn =
                Dl4jConvolution.hasHelper(Dl4jConvolution.withHelpers(true, () -> Dl4jConvolution.layer(1, 1)));
        System.out.println(
                oneDnn
                        ? "DL4J float: the faster of products of patches, and of its helper, oneDNN; which, is behind it"
                        : "DL4J float: products of patches; its helper, oneDNN, is not in this build of ND4J");
        System.out.printf(
                "%n%-14s %-6s %-8s %14s %14s %-8s %14s %11s %12s%n",
                "", "batch", "threads", "packed, img/s", "DL4J float", "", "DL4J binary", "over float", "over binary");
        for (int[] sizes : sizesOfLayers) {
            for (int batch : batches) {
                timeLayer(sizes[0], sizes[1], batch);
            }
        }
        timeNetworks();
        return 0;
    }

    private static boolean outOfRange(List<Integer> values, int max) {
        return values.isEmpty() || values.stream().anyMatch(value -> value < 1 || value > max);
    }

    private static int[] parsed(String layer) throws UsageError {
        if (!layer.matches("[1-9]\\d{0,3}x[1-9]\\d{0,3}")) {
            throw new UsageError("--layers needs channels and side, such as 128x32, got " + layer);
        }
        return Arrays.stream(layer.split("x")).mapToInt(Integer::parseInt).toArray();
    }

    private void timeLayer(int channels, int side, int batch) {
        BinaryConvolution packed = packedLayer(channels, side);
        long[] words = new long[batch * BitMatrix.wordsFor(packed.inputs())];
        Activations signs = Activations.ofSigns(batch, packed.inputs(), words);
        INDArray x = Nd4j.rand(DataType.FLOAT, batch, channels, side, side);
        MultiLayerNetwork patches = Dl4jConvolution.withHelpers(false, () -> Dl4jConvolution.layer(channels, channels));
        MultiLayerNetwork helped = Dl4jConvolution.withHelpers(true, () -> Dl4jConvolution.layer(channels, channels));
        double[] rates = Dl4jThreads.with(
                1,
                () -> Rate.medians(
                        List.of(
                                () -> packed.apply(signs),
                                () -> patches.output(x, false),
                                () -> helped.output(x, false)),
                        WARM_UPS,
                        timing.rounds(),
                        timing.seconds()));
        print(channels + "x" + side + "x" + side, batch, 1, rates, Dl4jConvolution.hasHelper(helped));
    }

    private static BinaryConvolution packedLayer(int channels, int side) {
        Random random = new Random(1);
        Axis axis = new Axis(side, side, 3, 1, 1, 1);
        Window window = new Window(axis, axis);
        BitMatrix kernel = BitMatrix.of(channels, 9 * channels, (n, k) -> random.nextBoolean());
        int[] limits = new int[window.classes() * channels];
        Arrays.fill(limits, 9 * channels / 2);
        return new BinaryConvolution(
                ValueType.SIGNS,
                channels,
                window,
                false,
                kernel,
                new Thresholds(channels, limits, new long[BitMatrix.wordsFor(channels)]));
    }

    /** Times the ConvNet that is trained on CIFAR-10, and its float twin. */
    private void timeNetworks() {
        LabelledImages shape = LabelledImages.ofShared(
                new byte[Cifar10Batches.SHAPE.pixels()], Cifar10Batches.SHAPE, new byte[1], Cifar10Batches.CLASSES);
        Hyperparameters hyper =
                Preset.named("cifar10").hyperparameters().withWidthMultiplier((double) width / PAPERS_WIDTH);
        Supplier<MultiLayerNetwork> twin = () -> ClassifierNetwork.initialized(hyper.asFloatTwin(), shape);
        MultiLayerNetwork patches = Dl4jConvolution.withHelpers(false, twin);
        MultiLayerNetwork helped = Dl4jConvolution.withHelpers(true, twin);
        MultiLayerNetwork binary = ClassifierNetwork.initialized(hyper, shape);
        PackedNetwork packed = PackedExporter.export(binary, ImageIterator.encoding(shape), List.of());
        for (int batch : batches) {
            byte[] images = new byte[batch * packed.input().size()];
            new Random(1).nextBytes(images);
            INDArray x = Nd4j.rand(DataType.FLOAT, batch, packed.input().size());
            float[] scores = new float[batch * packed.outputs()];
            for (int count : threads) {
                PackedNetwork parallel = packed.parallel(count);
                double[] rates = Dl4jThreads.with(
                        count,
                        () -> Rate.medians(
                                List.of(
                                        () -> parallel.scores(images, batch, scores),
                                        () -> patches.output(x, false),
                                        () -> helped.output(x, false),
                                        () -> binary.output(x, false)),
                                WARM_UPS,
                                timing.rounds(),
                                timing.seconds()));
                print("network", batch, count, rates, Dl4jConvolution.hasHelper(helped));
            }
        }
    }

    /** Batches a second: packed, with patches, with the helper, and of the binarized network in DL4J if it was timed. */
    private static void print(String name, int batch, int threads, double[] rates, boolean hasHelper) {
        boolean helperWins = hasHelper && rates[2] > rates[1];
        double floats = helperWins ? rates[2] : Math.max(rates[1], rates[2]);
        boolean withBinary = rates.length > 3;
        System.out.printf(
                Locale.ROOT,
                "%-14s %-6d %-8d %,14.0f %,14.0f %-8s %14s %11.1f %12s%n",
                name,
                batch,
                threads,
                rates[0] * batch,
                floats * batch,
                helperWins ? "oneDNN" : "patches",
                withBinary ? String.format(Locale.ROOT, "%,.0f", rates[3] * batch) : "-",
                rates[0] / floats,
                withBinary ? String.format(Locale.ROOT, "%.1f", rates[0] / rates[3]) : "-");
    }
}
