package io.github.bnn4j.export;

import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Classifies all test images by a residual network and by what is packed of it, and replays in double precision each image that they
 * take for different classes. It is started in the directory bnn-tests:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.github.bnn4j.export.DoubleReplayProgram -Dexec.args="MODEL.zip DATA"
 * }</pre>
 *
 * It ends with exit code 1 if one of them is not near a tie.
 */
public final class DoubleReplayProgram {

    private static final int BATCH = 100;

    private DoubleReplayProgram() {}

    public static void main(String[] arguments) throws IOException {
        ComputationGraph graph = new ModelReader().restoreComputationGraph(Path.of(arguments[0]), false);
        LabelledImages images = Datasets.read(Path.of(arguments[1])).test();
        PackedNetwork packed = PackedExporter.export(graph, ImageIterator.encoding(images), List.of());
        int[] predicted = new int[images.size()];
        packed.predict(images.allPixels(), images.size(), predicted);
        DoubleReplay replay = new DoubleReplay(graph);
        int different = 0;
        int unexplained = 0;
        for (int first = 0; first < images.size(); first += BATCH) {
            LabelledImages some = images.range(first, Math.min(images.size(), first + BATCH));
            INDArray features = ImageIterator.inOrder(some, some.size()).next().getFeatures();
            int[] expected = graph.outputSingle(features).argMax(1).toIntVector();
            for (int i = 0; i < expected.length; i++) {
                if (expected[i] != predicted[first + i]) {
                    different++;
                    DoubleReplay.Finding finding = replay.of(ImageIterator.inOrder(some.range(i, i + 1), 1)
                            .next()
                            .getFeatures());
                    unexplained += finding.isNearATie() ? 0 : 1;
                    System.out.printf(
                            Locale.ROOT,
                            "image %d: DL4J says %d, packed %d; in double precision the nearest sign lies at %.1e, the best score "
                                    + "leads by %.1e; DL4J's signs differ %s%n",
                            first + i,
                            expected[i],
                            predicted[first + i],
                            finding.nearest(),
                            finding.lead(),
                            finding.firstFlipped() == null
                                    ? "nowhere"
                                    : "first before %s, at %.1e"
                                            .formatted(finding.firstFlipped(), finding.flippedAt()));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d images, %d of different classes, %d of these without a tie within %.1e%n",
                images.size(),
                different,
                unexplained,
                DoubleReplay.BOUND);
        System.exit(unexplained == 0 ? 0 : 1);
    }
}
