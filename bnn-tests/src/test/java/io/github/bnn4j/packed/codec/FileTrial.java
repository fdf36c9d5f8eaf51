package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Loads a file of which nothing is known, predicts with what it is, and writes it again. */
final class FileTrial {

    /** Bytes that loading allocates for each byte of a file, as {@link io.github.bnn4j.packed.format} promises. */
    static final int FACTOR = 64;

    /** What it allocates for any file: messages, a stack trace. */
    static final int CONSTANT = 1 << 18;

    private static final int MOST_VALUES = 1 << 20;
    private static final double MOST_PRODUCTS = 1 << 26;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What came of a file. */
    enum Fate {
        REFUSED,
        LOADED,
        PREDICTED
    }

    /**
     * How it went.
     *
     * @param allocated bytes that loading allocated
     * @param nanos CPU time of loading
     */
    record Result(Fate outcome, long allocated, long nanos) {}

    private FileTrial() {}

    /** Good files of all types of layers, to make others of. */
    static List<byte[]> goodFiles() throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> golden = Files.walk(Path.of("src", "test", "resources", "golden"))) {
            for (Path file : golden.filter(path -> path.toString().endsWith(".bnn"))
                    .sorted()
                    .toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        for (var content : SampleContents.all()) {
            var out = new ByteArrayOutputStream();
            PackedWriter.write(content, out);
            files.add(out.toByteArray());
        }
        return files;
    }

    /**
     * @throws AssertionError if loading throws anything but PackedFormatException, or needs more memory than the file accounts
     *     for; or if what is loaded does not predict, or is not written as it was
     */
    static Result of(byte[] file) throws IOException {
        Load load = load(file);
        long most = (long) FACTOR * file.length + CONSTANT;
        if (load.allocated > most) {
            load = load(file); // Classes are loaded once: not the memory of a file.
        }
        assertThat(load.allocated).as("bytes allocated").isLessThanOrEqualTo(most);
        if (load.network == null) {
            assertThat(load.refused).hasMessageNotContaining("null");
            return new Result(Fate.REFUSED, load.allocated, load.nanos);
        }
        assertWrittenAgain(load.network, file);
        boolean cheap = isCheap(load.network);
        if (cheap) {
            predict(load.network);
        }
        return new Result(cheap ? Fate.PREDICTED : Fate.LOADED, load.allocated, load.nanos);
    }

    /** As it was; or, if it is of version 2 and version 1 can hold it, as that, and as that again. */
    static void assertWrittenAgain(PackedNetwork network, byte[] file) throws IOException {
        byte[] again = written(network);
        if (FileFrames.version(again) == FileFrames.version(file)) {
            assertThat(again).as("written again").isEqualTo(file);
        } else {
            assertThat(FileFrames.version(again)).isEqualTo(1);
            assertThat(written(PackedNetwork.read(new ByteArrayInputStream(again))))
                    .as("written as version 1")
                    .isEqualTo(again);
        }
    }

    private static byte[] written(PackedNetwork network) throws IOException {
        var out = new ByteArrayOutputStream();
        network.write(out);
        return out.toByteArray();
    }

    private record Load(PackedNetwork network, PackedFormatException refused, long allocated, long nanos) {}

    private static Load load(byte[] file) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long began = THREADS.getCurrentThreadCpuTime();
        PackedNetwork network = null;
        PackedFormatException refused = null;
        try (InputStream in = new ByteArrayInputStream(file)) {
            network = PackedNetwork.read(in);
        } catch (PackedFormatException e) {
            refused = e;
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - began;
        return new Load(network, refused, THREADS.getCurrentThreadAllocatedBytes() - before, nanos);
    }

    private static void predict(PackedNetwork network) {
        byte[] example = new byte[network.input().size()];
        Arrays.fill(example, (byte) (network.input().type() == ValueType.SIGNS ? -1 : 200));
        assertThat(network.scores(example)).hasSize(network.outputs());
        if (network.classes() > 1) {
            assertThat(network.predict(example)).isBetween(0, network.classes() - 1);
        }
    }

    /** Not all that is well-formed is done in a moment. */
    private static boolean isCheap(PackedNetwork network) {
        double products = 0;
        for (PackedLayer layer : network.layers()) {
            products += products(layer);
        }
        return network.content().mostValues() <= MOST_VALUES && products <= MOST_PRODUCTS;
    }

    private static double products(PackedLayer layer) {
        if (layer instanceof MaxPooling pooling) {
            return products(pooling.window(), layer.outputs());
        } else if (layer instanceof FloatMaxPooling pooling) {
            return products(pooling.window(), layer.outputs());
        } else if (layer instanceof AveragePooling pooling) {
            return products(pooling.window(), layer.outputs());
        } else if (layer instanceof BinaryConvolution convolution) {
            return products(convolution.window(), layer.outputs())
                    * convolution.inputImage().channels();
        } else if (layer instanceof BinaryConvolutionOnFloats convolution) {
            return products(convolution.window(), layer.outputs())
                    * convolution.inputImage().channels();
        } else if (layer instanceof FloatConvolution convolution) {
            return products(convolution.window(), layer.outputs())
                    * convolution.inputImage().channels();
        } else if (layer instanceof DepthwiseConvolution convolution) {
            return products(convolution.window(), layer.outputs());
        }
        return (double) layer.sources() * layer.outputs();
    }

    private static double products(Window window, int outputs) {
        return (double) window.taps() * outputs;
    }
}
