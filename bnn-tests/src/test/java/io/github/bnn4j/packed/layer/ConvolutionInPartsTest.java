package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Rows of pixels that are too long, or whose windows are too large, for one piece of work are computed in several. */
class ConvolutionInPartsTest {

    @Property(tries = 60)
    void longRows(@ForAll long seed) {
        var random = new Random(seed);
        int padding = random.nextInt(41);
        int input = 1500 + random.nextInt(1500);
        int stride = 1 + random.nextInt(2);
        int output = 1 + (input + padding - 1) / stride - random.nextInt(3);
        Axis columns = new Axis(input, output, 5, stride, padding, 10);
        Window window = new Window(Windows.randomAxis(random, 4), columns);
        for (ValueType type : new ValueType[] {ValueType.SIGNS, ValueType.BYTES}) {
            int size = window.input(2).size();
            int[][] values = type == ValueType.SIGNS ? SignRows.random(2, size, seed) : Rows.randomBytes(2, size, seed);
            assertSums(new SampleConvolution(type, 2, window, values, SignRows.random(3, window.taps() * 2, ~seed)));
        }
    }

    /** 20,000 words of each pixel are more than there is room for with all of 1,024 pixels. */
    @Test
    void largeWindows() {
        Window window = new Window(new Axis(200, 5, 200, 1, 100, 1), new Axis(100, 190, 100, 1, 99, 1));
        for (ValueType type : new ValueType[] {ValueType.SIGNS, ValueType.BYTES}) {
            int[][] values = type == ValueType.SIGNS ? SignRows.random(1, 20_000, 1) : Rows.randomBytes(1, 20_000, 1);
            assertSums(new SampleConvolution(type, 1, window, values, SignRows.random(1, window.taps(), 2)));
        }
    }

    /** Sums of integers are exact. */
    @Test
    void largeWindowsOnFloats() {
        Window window = new Window(new Axis(60, 2, 60, 1, 1, 1), new Axis(300, 300, 60, 1, 20, 1));
        var sample = new SampleConvolution(
                ValueType.BYTES, 1, window, Rows.randomBytes(1, 18_000, 3), SignRows.random(2, 3600, 4));
        float[] x = new float[18_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = sample.values()[0][i];
        }
        double[] ones = {1, 1};
        var layer = new BinaryConvolutionOnFloats(1, window, 0, sample.bits(), ones, new double[2]);

        float[] y = layer.apply(Activations.ofFloats(1, x.length, x, 0)).floats();

        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isEqualTo(sample.sum(0, i / 2, i % 2, 0));
        }
    }

    /** One word of 64 taps becomes 32 words: more than are kept, whether pixels are few or many. */
    @Test
    void tapsOfSingleSigns() {
        for (int side : new int[] {2, 40}) {
            Window window = Windows.same(side, side, 8);
            int[][] values = SignRows.random(2, side * side, 5);
            assertSums(new SampleConvolution(ValueType.SIGNS, 1, window, values, SignRows.random(70, 64, 6)));
        }
    }

    private static void assertSums(SampleConvolution sample) {
        double[] ones = new double[sample.outputs()];
        Arrays.fill(ones, 1);
        double[] offsets = new double[sample.outputs() * sample.window().classes()];
        Arrays.setAll(offsets, i -> 1000 * (i / sample.outputs()));
        int[] classes = sample.classes();
        var layer = new BinaryConvolution(
                sample.type(), sample.channels(), sample.window(), false, sample.bits(), new Scores(ones, offsets));
        int padding = sample.type() == ValueType.BYTES ? 0 : -1;

        float[][] y = Rows.floatsOf(layer.apply(sample.activations()));

        float[][] expected = new float[y.length][layer.outputs()];
        for (int image = 0; image < y.length; image++) {
            for (int i = 0; i < expected[image].length; i++) {
                int pixel = i / sample.outputs();
                expected[image][i] = sample.sum(image, pixel, i % sample.outputs(), padding) + 1000f * classes[pixel];
            }
        }
        assertThat(y).isDeepEqualTo(expected);
    }
}
