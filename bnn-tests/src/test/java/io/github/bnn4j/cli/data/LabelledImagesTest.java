package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledImagesTest {

    /** Three images of 1 x 2 pixels. */
    private static final byte[] PIXELS = {0, 1, 10, 11, -2, -1};

    private static final byte[] LABELS = {2, 0, 1};

    private static LabelledImages images() {
        return LabelledImages.of(PIXELS, 1, 2, LABELS, 3);
    }

    @Test
    void hasTheImagesAndLabels() {
        var images = images();

        assertThat(images.size()).isEqualTo(3);
        assertThat(images.rows()).isEqualTo(1);
        assertThat(images.columns()).isEqualTo(2);
        assertThat(images.classes()).isEqualTo(3);
        assertThat(images.pixels(0)).containsExactly(0, 1);
        assertThat(images.pixels(2)).containsExactly(-2, -1);
        assertThat(images.label(0)).isEqualTo(2);
        assertThat(images.label(2)).isEqualTo(1);
    }

    @Test
    void doesNotChangeWithTheArrays() {
        byte[] pixels = PIXELS.clone();
        byte[] labels = LABELS.clone();
        var images = LabelledImages.of(pixels, 1, 2, labels, 3);

        pixels[0] = 99;
        labels[0] = 1;
        images.pixels(0)[1] = 99;

        assertThat(images.pixels(0)).containsExactly(0, 1);
        assertThat(images.label(0)).isEqualTo(2);
    }

    @Test
    void readsLabelsAsUnsigned() {
        var images = LabelledImages.of(new byte[] {7}, 1, 1, new byte[] {-1}, 256);

        assertThat(images.label(0)).isEqualTo(255);
    }

    @Test
    void aRangeHasTheImagesOfThePart() {
        var part = images().range(1, 3);

        assertThat(part.size()).isEqualTo(2);
        assertThat(part.classes()).isEqualTo(3);
        assertThat(part.pixels(0)).containsExactly(10, 11);
        assertThat(part.label(1)).isEqualTo(1);
        assertThat(part.range(1, 2).pixels(0)).containsExactly(-2, -1);
        assertThat(part.range(1, 1).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 2})
    void refusesAnIndexOutsideARange(int index) {
        var part = images().range(1, 2);

        assertThatThrownBy(() -> part.pixels(index)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.label(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "2, 1", "0, 3"})
    void refusesARangeOutsideARange(int from, int to) {
        var part = images().range(1, 3);

        assertThatThrownBy(() -> part.range(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesArraysWhichDoNotMatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelledImages.of(new byte[5], 1, 2, LABELS, 3))
                .withMessageContaining("3 images of 1 x 2 need 6 pixels, not 5");
    }

    @Test
    void refusesALabelOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelledImages.of(PIXELS, 1, 2, new byte[] {0, -1, 5}, 3))
                .withMessageContaining("Label 1 is 255")
                .withMessageContaining("less than 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 257})
    void refusesACountOfClassesOutOfRange(int classes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelledImages.of(PIXELS, 1, 2, new byte[3], classes))
                .withMessageContaining("not " + classes);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 0", "-1, -2"})
    void refusesImagesWithoutPixels(int rows, int columns) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelledImages.of(PIXELS, rows, columns, LABELS, 3))
                .withMessageContaining("not " + rows + " x " + columns);
    }
}
