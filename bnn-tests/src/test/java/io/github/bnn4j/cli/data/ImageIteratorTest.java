package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

class ImageIteratorTest {

    @Test
    void mapsPixelsToMinusOneToOne() {
        var images = LabelledImages.of(new byte[] {0, -1, 51, -52}, 2, 2, new byte[1], 2);

        var features = ImageIterator.inOrder(images, 1).next().getFeatures();

        assertThat(features.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(features.shape()).containsExactly(1, 4);
        assertThat(features.toFloatVector()).containsExactly(-1f, 1f, -0.6f, 0.6f);
    }

    @Test
    void makesOneHotLabels() {
        var images = LabelledImages.of(new byte[3], 1, 1, new byte[] {2, 0, 3}, 4);

        var labels = ImageIterator.inOrder(images, 3).next().getLabels();

        assertThat(labels.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(labels.toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 0, 1, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}});
    }

    @Test
    void keepsPixelsAndLabelTogether() {
        var iterator = ImageIterator.shuffled(numbered(200), 30, 7);
        int seen = 0;
        while (iterator.hasNext()) {
            var batch = iterator.next();
            float[] pixels = batch.getFeatures().toFloatVector();
            int[] labels = batch.getLabels().argMax(1).toIntVector();
            for (int i = 0; i < labels.length; i++) {
                assertThat(numberOf(pixels[i])).isEqualTo(labels[i]);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 3, 2", "10, 5, 2, 5", "10, 10, 1, 10", "10, 100, 1, 10", "10, 2147483647, 1, 10"})
    void theLastBatchMayBeSmaller(int size, int batch, int batches, int last) {
        var iterator = ImageIterator.inOrder(numbered(size), batch);
        var counts = new ArrayList<Integer>();
        while (iterator.hasNext()) {
            counts.add(iterator.next().numExamples());
        }

        assertThat(counts).hasSize(batches).last().isEqualTo(last);
        assertThat(counts.subList(0, batches - 1)).allMatch(count -> count == batch);
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(size);
        assertThat(iterator.batches()).isEqualTo(batches);
        assertThat(iterator.size()).isEqualTo(size);
    }

    @Test
    void inOrderKeepsTheOrderInEachEpoch() {
        var iterator = ImageIterator.inOrder(numbered(10), 3);
        var inOrder = IntStream.range(0, 10).boxed().toList();

        assertThat(epoch(iterator)).isEqualTo(inOrder);
        iterator.reset();
        assertThat(epoch(iterator)).isEqualTo(inOrder);
    }

    @Test
    void aShuffledEpochHasAllImagesOnce() {
        var iterator = ImageIterator.shuffled(numbered(100), 7, 1);

        for (int epoch = 0; epoch < 3; epoch++) {
            var order = epoch(iterator);
            assertThat(order)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 100).boxed().toList())
                    .isNotEqualTo(IntStream.range(0, 100).boxed().toList());
            iterator.reset();
        }
    }

    @Test
    void eachEpochHasAnotherOrder() {
        var iterator = ImageIterator.shuffled(numbered(100), 7, 1);
        var orders = new ArrayList<List<Integer>>();
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(iterator.epoch()).isEqualTo(epoch);
            orders.add(epoch(iterator));
            iterator.reset();
        }

        assertThat(orders).doesNotHaveDuplicates();
    }

    @Test
    void theOrderDependsOnSeedAndEpochOnly() {
        var uninterrupted = ImageIterator.shuffled(numbered(100), 7, 1);
        epoch(uninterrupted);
        uninterrupted.reset();
        uninterrupted.next();
        uninterrupted.reset();

        var resumed = ImageIterator.shuffled(numbered(100), 50, 1);
        resumed.startEpoch(2);

        assertThat(epoch(resumed)).isEqualTo(epoch(uninterrupted));
    }

    @Test
    void theOrderDependsOnTheSeed() {
        assertThat(epoch(ImageIterator.shuffled(numbered(100), 7, 1)))
                .isNotEqualTo(epoch(ImageIterator.shuffled(numbered(100), 7, 2)));
    }

    /** Another order would change each training which is resumed with a newer version. */
    @Test
    void theOrderIsTheSameInEachVersion() {
        var iterator = ImageIterator.shuffled(numbered(10), 10, 42);
        iterator.startEpoch(3);

        assertThat(epoch(iterator)).containsExactly(7, 3, 5, 4, 9, 2, 6, 1, 8, 0);
    }

    @Test
    void startEpochRewinds() {
        var iterator = ImageIterator.shuffled(numbered(10), 4, 1);
        var first = epoch(iterator);
        assertThat(iterator.hasNext()).isFalse();

        iterator.startEpoch(0);

        assertThat(iterator.epoch()).isZero();
        assertThat(epoch(iterator)).isEqualTo(first);
    }

    @Test
    void takesOnlyTheImagesOfARange() {
        var part = numbered(100).range(20, 30);

        assertThat(epoch(ImageIterator.shuffled(part, 3, 1)))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(20, 30).boxed().toList());
    }

    @Test
    void nextTakesAsManyAsAsked() {
        var iterator = ImageIterator.inOrder(numbered(10), 3);

        assertThat(iterator.next(4).numExamples()).isEqualTo(4);
        assertThat(iterator.next(2_000_000_000).numExamples()).isEqualTo(6);
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void refusesToGoBeyondTheEpoch() {
        var iterator = ImageIterator.inOrder(numbered(1), 1);
        iterator.next();

        assertThatThrownBy(iterator::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("Epoch 0");
    }

    @Test
    void appliesThePreProcessor() {
        var iterator = ImageIterator.inOrder(numbered(4), 2);
        iterator.setPreProcessor(data -> data.getFeatures().assign(7));

        assertThat(iterator.getPreProcessor()).isNotNull();
        assertThat(iterator.next().getFeatures().toFloatVector()).containsExactly(7f, 7f);
    }

    @Test
    void describesTheData() {
        var images = LabelledImages.of(new byte[6], 2, 3, new byte[1], 10);
        var iterator = ImageIterator.inOrder(images, 32);

        assertThat(iterator.inputColumns()).isEqualTo(6);
        assertThat(iterator.totalOutcomes()).isEqualTo(10);
        assertThat(iterator.batch()).isEqualTo(32);
        assertThat(iterator.resetSupported()).isTrue();
        assertThat(iterator.asyncSupported()).isFalse();
        assertThat(iterator.getLabels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesAnEmptyBatch(int batch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageIterator.inOrder(numbered(3), batch))
                .withMessageContaining("not " + batch);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageIterator.inOrder(numbered(3), 1).next(batch))
                .withMessageContaining("not " + batch);
    }

    @Test
    void refusesANegativeEpoch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageIterator.inOrder(numbered(3), 1).startEpoch(-1))
                .withMessageContaining("not -1");
    }

    /** Makes images of one pixel; pixel and label are the number of the image. */
    private static LabelledImages numbered(int size) {
        var numbers = new byte[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (byte) i;
        }
        return LabelledImages.of(numbers, 1, 1, numbers, 256);
    }

    private static int numberOf(float feature) {
        return Math.round((feature + 1) / 2 * 255);
    }

    private static List<Integer> epoch(ImageIterator iterator) {
        var numbers = new ArrayList<Integer>();
        while (iterator.hasNext()) {
            for (float feature : iterator.next().getFeatures().toFloatVector()) {
                numbers.add(numberOf(feature));
            }
        }
        return numbers;
    }
}
