package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BinaryConvolutionOnFloatsPropertyTest {

    @Property(tries = 200)
    void isExactForIntegers(
            @ForAll @IntRange(min = 1, max = 3) int images,
            @ForAll @IntRange(min = 1, max = 9) int channels,
            @ForAll @IntRange(min = 1, max = 9) int outputs,
            @ForAll @IntRange(min = -2, max = 2) int padding,
            @ForAll long seed) {
        var product = SampleConvolution.random(ValueType.BYTES, images, channels, outputs, 7, seed);
        double[] scale = new Random(seed).ints(outputs, -3, 4).asDoubleStream().toArray();
        double[] offset =
                new Random(~seed).ints(outputs, -9, 9).asDoubleStream().toArray();
        var layer = new BinaryConvolutionOnFloats(channels, product.window(), padding, product.bits(), scale, offset);
        float[][] x = new float[images][layer.inputs()];
        float[][] expected = new float[images][layer.outputs()];
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < x[image].length; i++) {
                x[image][i] = product.values()[image][i];
            }
            for (int i = 0; i < expected[image].length; i++) {
                int n = i % outputs;
                expected[image][i] = (float) (scale[n] * product.sum(image, i / outputs, n, padding) + offset[n]);
            }
        }

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(x, 3)))).isDeepEqualTo(expected);
    }
}
