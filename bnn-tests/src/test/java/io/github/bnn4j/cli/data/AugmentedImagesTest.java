package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class AugmentedImagesTest {

    private static final PixelShape SHAPE = new PixelShape(3, 8, 8);
    private static final int IMAGES = 10;

    private final LabelledImages images = images();

    private static LabelledImages images() {
        byte[] pixels = new byte[IMAGES * SHAPE.pixels()];
        new Random(1).nextBytes(pixels);
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (byte) i;
        }
        return LabelledImages.ofShared(pixels, SHAPE, labels, IMAGES);
    }

    private ImageIterator iterator(long seed) {
        return ImageIterator.augmented(images, 4, seed, new FlipAndShift(true, 2));
    }

    private static List<INDArray> rest(ImageIterator iterator) {
        List<INDArray> features = new ArrayList<>();
        while (iterator.hasNext()) {
            features.add(iterator.next().getFeatures());
        }
        return features;
    }

    @Test
    void anEpochDependsOnSeedAndNumberAlone() {
        ImageIterator unbroken = iterator(5);
        rest(unbroken);
        unbroken.reset();
        List<INDArray> second = rest(unbroken);
        ImageIterator resumed = iterator(5);
        resumed.startEpoch(1);

        assertThat(rest(resumed)).isEqualTo(second);
        assertThat(rest(iterator(5))).isNotEqualTo(second);
        ImageIterator other = iterator(6);
        other.startEpoch(1);
        assertThat(rest(other)).isNotEqualTo(second);
    }

    @Test
    void comeInTheSameOrderAsUnchangedOnes() {
        ImageIterator augmented = iterator(5);
        ImageIterator plain = ImageIterator.shuffled(images, 4, 5);
        while (plain.hasNext()) {
            assertThat(augmented.next().getLabels()).isEqualTo(plain.next().getLabels());
        }
        assertThat(augmented.hasNext()).isFalse();
    }

    @Test
    void leaveTheSetAsItWas() {
        byte[] before = images.allPixels();
        rest(iterator(5));
        assertThat(images.allPixels()).isEqualTo(before);
    }
}
