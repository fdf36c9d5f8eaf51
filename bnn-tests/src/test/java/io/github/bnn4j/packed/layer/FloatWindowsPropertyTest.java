package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Layers of floats that slide a window over images, against the loops that one writes first; whole numbers are exact. */
class FloatWindowsPropertyTest {

    @Property(tries = 300)
    void convolutionSumsTheProductsOfItsGroup(
            @ForAll @IntRange(min = 1, max = 3) int images,
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 1, max = 40) int channelsOfAGroup,
            @ForAll @IntRange(min = 1, max = 20) int outputsOfAGroup,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        Window window = Windows.random(new Random(seed), 10);
        int channels = groups * channelsOfAGroup;
        int outputs = groups * outputsOfAGroup;
        float[][] x = Rows.randomIntegers(images, window.input(channels).size(), 9, seed);
        float[] weights = Rows.randomIntegers(1, window.taps() * channelsOfAGroup * outputs, 9, ~seed)[0];
        float[] bias = Rows.randomIntegers(1, outputs, 9, seed + 1)[0];
        var layer = new FloatConvolution(channels, window, groups, weights, bias);

        float[][] expected = new float[images][layer.outputs()];
        for (int image = 0; image < images; image++) {
            for (int at = 0; at < layer.outputs(); at++) {
                int n = at % outputs;
                double sum = bias[n];
                for (int tap = 0; tap < window.taps(); tap++) {
                    for (int c = 0; c < channelsOfAGroup; c++) {
                        int channel = n / outputsOfAGroup * channelsOfAGroup + c;
                        double value = value(window, x[image], at / outputs, tap, channels, channel, 0);
                        sum += value * weights[(tap * channelsOfAGroup + c) * outputs + n];
                    }
                }
                expected[image][at] = (float) sum;
            }
        }
        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(x, from)))).isDeepEqualTo(expected);
        assertThat(layer.weights()).containsExactly(weights);
    }

    /** Few outputs are computed in another order of loops: the sums are rounded alike. */
    @Property(tries = 200)
    void sumsOfFewOutputsAreThoseOfMany(
            @ForAll @IntRange(min = 1, max = 9) int channels,
            @ForAll @IntRange(min = 1, max = 9) int outputs,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        Random random = new Random(seed);
        Window window = Windows.random(random, 40);
        int more = outputs + 64;
        float[] weights = new float[window.taps() * channels * outputs];
        float[] ofMore = new float[window.taps() * channels * more];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - .5f;
            ofMore[i / outputs * more + i % outputs] = weights[i];
        }
        float[] bias = {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f};
        float[][] x = new float[2][window.input(channels).size()];
        for (float[] image : x) {
            for (int i = 0; i < image.length; i++) {
                image[i] = (float) random.nextGaussian();
            }
        }

        float[][] few = Rows.floatsOf(new FloatConvolution(channels, window, 1, weights, Arrays.copyOf(bias, outputs))
                .apply(Rows.ofFloats(x, from)));
        float[][] many = Rows.floatsOf(
                new FloatConvolution(channels, window, 1, ofMore, Arrays.copyOf(Arrays.copyOf(bias, outputs), more))
                        .apply(Rows.ofFloats(x, from)));

        for (int image = 0; image < x.length; image++) {
            for (int i = 0; i < few[image].length; i++) {
                assertThat(few[image][i]).isEqualTo(many[image][i / outputs * more + i % outputs]);
            }
        }
    }

    @Property(tries = 300)
    void depthwiseConvolutionSumsTheProductsOfItsChannel(
            @ForAll @IntRange(min = 1, max = 3) int images,
            @ForAll @IntRange(min = 1, max = 300) int channels,
            @ForAll @IntRange(min = 1, max = 25) int longest,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        Window window = Windows.random(new Random(seed), longest);
        float[][] x = Rows.randomIntegers(images, window.input(channels).size(), 9, seed);
        float[] weights = Rows.randomIntegers(1, window.taps() * channels, 9, ~seed)[0];
        float[] bias = Rows.randomIntegers(1, channels, 9, seed + 1)[0];
        var layer = new DepthwiseConvolution(window, weights, bias);

        float[][] expected = new float[images][layer.outputs()];
        for (int image = 0; image < images; image++) {
            for (int at = 0; at < layer.outputs(); at++) {
                int c = at % channels;
                double sum = bias[c];
                for (int tap = 0; tap < window.taps(); tap++) {
                    sum += value(window, x[image], at / channels, tap, channels, c, 0) * weights[tap * channels + c];
                }
                expected[image][at] = (float) sum;
            }
        }
        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(x, from)))).isDeepEqualTo(expected);
        assertThat(Rows.floatsOf(
                        new FloatConvolution(channels, window, channels, weights, bias).apply(Rows.ofFloats(x, 0))))
                .isDeepEqualTo(expected);
    }

    @Property(tries = 300)
    void poolingTakesTheGreatestAndTheMeanOfWhatIsNotPadding(
            @ForAll @IntRange(min = 1, max = 3) int images,
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 0, max = 9) int from,
            @ForAll long seed) {
        Window window = Windows.random(new Random(seed), 10);
        Assume.that(window.rows().isOnInput() && window.columns().isOnInput());
        float[][] x = Rows.randomIntegers(images, window.input(channels).size(), 1000, seed);
        var max = new FloatMaxPooling(channels, window);
        var mean = new AveragePooling(channels, window, false);
        var meanOfAll = new AveragePooling(channels, window, true);

        float[][] greatest = new float[images][max.outputs()];
        float[][] means = new float[images][max.outputs()];
        float[][] meansOfAll = new float[images][max.outputs()];
        for (int image = 0; image < images; image++) {
            for (int at = 0; at < max.outputs(); at++) {
                greatest[image][at] = Float.NEGATIVE_INFINITY;
                int taps = 0;
                float sum = 0;
                for (int tap = 0; tap < window.taps(); tap++) {
                    double value = value(window, x[image], at / channels, tap, channels, at % channels, Double.NaN);
                    if (!Double.isNaN(value)) {
                        greatest[image][at] = Math.max(greatest[image][at], (float) value);
                        sum += (float) value;
                        taps++;
                    }
                }
                means[image][at] = sum / taps;
                meansOfAll[image][at] = sum / window.taps();
            }
        }
        Activations given = Rows.ofFloats(x, from);
        assertThat(Rows.floatsOf(max.apply(given))).isDeepEqualTo(greatest);
        assertThat(Rows.floatsOf(mean.apply(given))).isDeepEqualTo(means);
        assertThat(Rows.floatsOf(meanOfAll.apply(given))).isDeepEqualTo(meansOfAll);
    }

    /** What a tap of an output pixel sees. */
    private static double value(
            Window window, float[] x, int pixel, int tap, int channels, int channel, double padding) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int row = pixel / columns.output() * rows.stride() - rows.padding() + tap / columns.size() * rows.dilation();
        int column = pixel % columns.output() * columns.stride()
                - columns.padding()
                + tap % columns.size() * columns.dilation();
        boolean inside = row >= 0 && row < rows.input() && column >= 0 && column < columns.input();
        return inside ? x[(row * columns.input() + column) * channels + channel] : padding;
    }
}
