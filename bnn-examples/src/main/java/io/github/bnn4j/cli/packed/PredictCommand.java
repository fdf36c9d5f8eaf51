package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.ClassOrder;
import io.github.bnn4j.cli.evaluation.Classes;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code predict}: classes of single images, or the test error over many. */
@Command(
        name = "predict",
        sortOptions = false,
        description = {
            "Predicts with a packed network: the class of each picture, or the error over labelled images.",
            "",
            "Networks for MNIST expect light digits on a dark background; see --invert.",
            ""
        })
public final class PredictCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE.bnn", description = "The packed network.")
    private Path file;

    @Parameters(index = "1..*", paramLabel = "IMAGE", description = "Pictures: PNG, JPEG, GIF, BMP, WebP, TIFF, PNM.")
    private List<Path> pictures = List.of();

    @Option(names = "--resize", description = "Scale pictures that do not have the network's size.")
    private boolean resize;

    @Option(names = "--invert", description = "Take dark for light: for dark digits on a light background.")
    private boolean invert;

    @Option(names = "--images", paramLabel = "IDX", description = "IDX file of images, gzipped or not.")
    private Path images;

    @Option(names = "--labels", paramLabel = "IDX", description = "IDX file of their labels.")
    private Path labels;

    @Option(names = "--mnist", description = "The 10,000 test images of MNIST, which come with the program.")
    private boolean mnist;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Threads for many images (default: ${DEFAULT-VALUE}).")
    private int threads;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new PredictCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError {
        if ((images == null) != (labels == null)) {
            throw new UsageError("--images and --labels belong together");
        }
        if (pictures.isEmpty() && images == null && !mnist) {
            throw new UsageError("Nothing to predict: give pictures, --images and --labels, or --mnist");
        }
        if (threads < 1) {
            throw new UsageError("--threads must be at least 1, got " + threads);
        }
        PackedNetwork network = PackedFiles.load(file);
        try {
            for (Path picture : pictures) {
                predict(network, picture);
            }
            if (images != null) {
                testError(network, images.toString(), LabelledImages.read(images, labels));
            }
            if (mnist) {
                testError(
                        network,
                        "MNIST test",
                        ImageClassificationData.bundledMnist().test());
            }
            return 0;
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + e.getFile(), e);
        } catch (IOException e) {
            throw new UserError(e);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private void predict(PackedNetwork network, Path picture) throws IOException {
        byte[] pixels = new PictureFile(network.input(), resize, invert).read(picture);
        float[] scores = network.scores(pixels);
        int best = network.predict(pixels);
        System.out.printf(
                Locale.ROOT,
                "%s: %s (score %.4g)%n",
                picture,
                label(network, best),
                scores[scores.length == 1 ? 0 : best]);
    }

    private static String label(PackedNetwork network, int number) {
        return network.labels().isEmpty()
                ? String.valueOf(number)
                : network.labels().get(number);
    }

    private void testError(PackedNetwork network, String name, LabelledImages set) throws UserError {
        PackedImages.requireSize(file, network, name, set.shape());
        // The highest label of a file tells only how many classes there are at least.
        Classes classes = new Classes(name, List.of(), Math.max(network.classes(), set.classes()));
        ClassOrder order = ClassOrder.of(PackedImages.classes(file, network), classes);
        long began = System.nanoTime();
        Predictions predictions = Predictions.of(network.parallel(threads), set).in(order);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: error %.2f %% (%,d of %,d), %,.0f images a second%n",
                name,
                predictions.errorPercent(),
                predictions.wrong(),
                set.size(),
                set.size() / seconds);
    }
}
