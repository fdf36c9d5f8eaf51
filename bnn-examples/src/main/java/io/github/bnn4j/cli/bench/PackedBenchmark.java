package io.github.bnn4j.cli.bench;

import io.github.bnn4j.cli.classifier.TrainedNetworks;
import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.Cifar10Batches;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.settings.Architecture;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.cli.timing.Dl4jThreads;
import io.github.bnn4j.cli.timing.PredictionRates;
import io.github.bnn4j.cli.timing.RoundOptions;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench packed}: inference of the packed network, of its float twin in DL4J and of the binarized network in DL4J, in
 * turn. How long it takes does not depend on the weights, so they are as initialized.
 */
@Command(
        name = "packed",
        sortOptions = false,
        description = "Times inference: the packed network, its float twin in DL4J and the binarized network in DL4J.")
public final class PackedBenchmark implements Callable<Integer> {

    private static final int PHOTOGRAPHS = 1000;

    @Option(
            names = "--batches",
            split = ",",
            defaultValue = "1,64,1000",
            paramLabel = "N",
            description = "Images at a time (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,2",
            paramLabel = "N",
            description = "Threads for each of the three (default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Mixin
    private RoundOptions timing;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "paper",
            converter = Preset.Converter.class,
            completionCandidates = Preset.Names.class,
            description = "Where hyperparameters start from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Preset preset;

    @Mixin
    private HyperparameterOptions options;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new PackedBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, UserError {
        Hyperparameters hyper = options.applyTo(preset.hyperparameters());
        LabelledImages images = images(hyper.architecture());
        timing.check();
        if (outOfRange(batches, images.size()) || outOfRange(threads, 1024)) {
            throw new UsageError("--batches must be between 1 and " + images.size()
                    + ", --threads between 1 and 1024, got " + batches + " and " + threads);
        }
        Dl4jNetwork binary = TrainedNetworks.initialized(hyper, images);
        Dl4jNetwork twin = TrainedNetworks.initialized(hyper.asFloatTwin(), images);
        PackedNetwork packed = binary.packed(ImageIterator.encoding(images), List.of());
        printSizes(hyper.architecture().title(images.shape(), images.classes()), packed, twin);
        System.out.printf(
                "%n%-6s %-8s %16s %16s %16s %12s %12s%n",
                "batch", "threads", "packed, img/s", "DL4J float", "DL4J binary", "over float", "over binary");
        for (int batch : batches) {
            for (int count : threads) {
                LabelledImages some = images.range(0, batch);
                PackedNetwork parallel = packed.parallel(count);
                print(
                        count,
                        Dl4jThreads.with(
                                count,
                                () -> PredictionRates.measure(
                                        parallel, twin, binary, some, timing.rounds(), timing.seconds())));
            }
        }
        return 0;
    }

    /** Returns those of MNIST; for networks on photographs, noise of the size of CIFAR-10's. */
    private static LabelledImages images(Architecture architecture) throws IOException {
        if (architecture.isChain() && architecture.convolutions().isEmpty()) {
            return ImageClassificationData.bundledMnist().test();
        }
        PixelShape shape = Cifar10Batches.SHAPE;
        byte[] pixels = new byte[PHOTOGRAPHS * shape.pixels()];
        new Random(1).nextBytes(pixels);
        return LabelledImages.ofShared(pixels, shape, new byte[PHOTOGRAPHS], Cifar10Batches.CLASSES);
    }

    private static boolean outOfRange(List<Integer> values, int max) {
        return values.isEmpty() || values.stream().anyMatch(value -> value < 1 || value > max);
    }

    private void printSizes(String title, PackedNetwork packed, Dl4jNetwork twin) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        packed.write(file);
        long floatBytes = Float.BYTES * twin.params().length();
        System.out.printf(
                Locale.ROOT,
                "%s, Java %s, medians of %d rounds%n",
                title,
                System.getProperty("java.version"),
                timing.rounds());
        XnorKernels.best();
        System.out.println("kernel " + XnorKernels.choice());
        System.out.printf(
                Locale.ROOT,
                "packed file %,d bytes, parameters of the float twin %,d bytes: %.1f times%n",
                file.size(),
                floatBytes,
                (double) floatBytes / file.size());
        byte[] image = new byte[packed.input().size()];
        packed.predict(image);
        System.out.printf(
                Locale.ROOT, "heap to predict one image: %,d bytes%n", allocation(() -> packed.predict(image)));
    }

    private static long allocation(Runnable action) {
        var thread = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        action.run();
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    private static void print(int threads, PredictionRates rates) {
        System.out.printf(
                Locale.ROOT,
                "%-6d %-8d %,16.0f %,16.0f %,16.0f %12.1f %12.1f%n",
                rates.batch(),
                threads,
                rates.packed(),
                rates.floatTwin(),
                rates.binary(),
                rates.packed() / rates.floatTwin(),
                rates.packed() / rates.binary());
    }
}
