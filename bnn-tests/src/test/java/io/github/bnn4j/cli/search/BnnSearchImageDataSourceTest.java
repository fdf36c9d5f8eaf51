package io.github.bnn4j.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class BnnSearchImageDataSourceTest {

    @TempDir
    Path directory;

    private LabelledImages images;
    private ImageDataSource source;

    @BeforeEach
    void configure() throws IOException {
        MnistSlice.write(directory, 100, 10);
        images = ImageClassificationData.fromDirectory(directory).train();
        source = new ImageDataSource();
        source.configure(ImageDataSource.properties(directory, 70, 30, 20, 1));
    }

    private static List<String> rows(DataSetIterator batches) {
        List<String> rows = new ArrayList<>();
        while (batches.hasNext()) {
            var batch = batches.next();
            for (int i = 0; i < batch.numExamples(); i++) {
                rows.add(Arrays.toString(
                        batch.getFeatures().getRow(i).dup().data().asFloat()));
            }
        }
        return rows;
    }

    private List<String> imagesBetween(int from, int to) {
        return rows(ImageIterator.inOrder(images.range(from, to), 10));
    }

    @Test
    void trainsOnTheFirstImages() {
        assertThat(rows(source.trainData())).containsExactlyInAnyOrderElementsOf(imagesBetween(0, 70));
    }

    @Test
    void scoresOnTheLastImages() {
        assertThat(rows(source.testData())).isEqualTo(imagesBetween(70, 100));
    }

    @Test
    void recalibratesOnTrainingImages() {
        assertThat(rows(source.recalibrationData())).isEqualTo(imagesBetween(0, 70));
    }

    @Test
    void whatIsNeitherTrainedNorScoredOnIsLeftOut() {
        source.configure(ImageDataSource.properties(directory, 20, 5, 20, 1));

        assertThat(rows(source.trainData())).containsExactlyInAnyOrderElementsOf(imagesBetween(0, 20));
        assertThat(rows(source.testData())).isEqualTo(imagesBetween(95, 100));
    }
}
