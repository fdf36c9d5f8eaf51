package io.github.bnn4j.peers.check;

import ai.onnxruntime.OrtException;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.packed.PackedFiles;
import io.github.bnn4j.cli.packed.PackedImages;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: whether an exported file says what the packed network says. */
@Command(
        name = "check",
        sortOptions = false,
        description = {
            "Runs an exported file in ONNX Runtime on all test images, and compares scores and classes with those of the "
                    + "packed network. Fails if an image is of another class, or its scores differ by more than rounding.",
            "",
            "A network that takes signs of sums of real numbers may take another one where such a sum is near 0, as the order of "
                    + "the sum is another: so scores may differ by more for some images, see --may-differ.",
            ""
        })
public final class CheckCommand implements Callable<Integer> {

    private static final int IMAGES_AT_ONCE = 100;

    @Parameters(index = "0", paramLabel = "FILE.onnx", description = "The exported file.")
    private Path exported;

    @Parameters(index = "1", paramLabel = "FILE.bnn", description = "The packed network that it was made of.")
    private Path file;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--tolerance",
            defaultValue = "1e-4",
            paramLabel = "X",
            description =
                    "How far scores may be apart, relative to the greatest one of the image (default: ${DEFAULT-VALUE}). With "
                            + "0, all of them must be equal.")
    private double tolerance;

    @Option(
            names = "--may-differ",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "Images of which that need not be true (default: ${DEFAULT-VALUE}).")
    private double mayDiffer;

    @Option(names = "--images", paramLabel = "N", description = "Only the first test images (default: all).")
    private Integer images;

    @Override
    public Integer call() throws UserError {
        if (!(tolerance >= 0)) {
            throw new UsageError("--tolerance must be at least 0, got " + tolerance);
        }
        if (!(mayDiffer >= 0 && mayDiffer <= 100)) {
            throw new UsageError("--may-differ must be from 0 to 100, got " + mayDiffer);
        }
        if (images != null && images < 1) {
            throw new UsageError("--images must be at least 1, got " + images);
        }
        if (!Files.isRegularFile(exported)) {
            throw new UserError("There is no file " + exported);
        }
        PackedNetwork network = PackedFiles.load(file);
        LabelledImages test = data.read(Datasets.MNIST).test();
        PackedImages.requireSize(file, network, data.inWords(Datasets.MNIST), test.shape());
        if (images != null && images < test.size()) {
            test = test.range(0, images);
        }
        ScoreDifferences differences = compared(network, test);
        int apart = differences.examples() - differences.near();
        System.out.printf(
                Locale.ROOT,
                "%s and %s, %,d test images: %,d of the same class, %,d of equal scores, %,d beyond the tolerance; largest "
                        + "difference %.3g%n",
                exported,
                file,
                differences.examples(),
                differences.sameClasses(),
                differences.sameBits(),
                apart,
                differences.largest());
        if (apart > mayDiffer / 100 * differences.examples()) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s does not say what %s says: of %,d images the class is another one, or scores differ by up to %.3g",
                    exported,
                    file,
                    apart,
                    differences.largest()));
        }
        return 0;
    }

    private ScoreDifferences compared(PackedNetwork network, LabelledImages test) throws UserError {
        ScoreDifferences differences = ScoreDifferences.NONE;
        try (RuntimeSession session = new RuntimeSession(exported)) {
            if (session.inputs() != network.input().size()) {
                throw new UserError("%s takes %d values, but %s takes %d"
                        .formatted(
                                exported,
                                session.inputs(),
                                file,
                                network.input().size()));
            }
            for (int from = 0; from < test.size(); from += IMAGES_AT_ONCE) {
                LabelledImages some = test.range(from, Math.min(test.size(), from + IMAGES_AT_ONCE));
                float[] expected = new float[some.size() * network.outputs()];
                network.scores(some.allPixels(), some.size(), expected);
                float[] actual = session.scores(examples(network.input(), some.allPixels()));
                if (actual.length != expected.length) {
                    throw new UserError("%s gives %d scores for each image, but %s gives %d"
                            .formatted(exported, actual.length / some.size(), file, network.outputs()));
                }
                differences = differences.and(expected, actual, network.outputs(), tolerance);
            }
            return differences;
        } catch (OrtException e) {
            throw new UserError(exported + ": ONNX Runtime says: " + e.getMessage(), e);
        }
    }

    /** Returns what the file takes: bytes as they are, for a network of bytes, and what they stand for, for one of real numbers. */
    private static float[] examples(InputEncoding encoding, byte[] pixels) {
        float[] examples = new float[pixels.length];
        for (int i = 0; i < examples.length; i++) {
            int value = i % encoding.size();
            int pixel = pixels[i] & 0xFF;
            examples[i] = encoding.type() == ValueType.BYTES
                    ? pixel
                    : (float) (encoding.scale(value) * pixel + encoding.offset(value));
        }
        return examples;
    }
}
