package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CombinationPropertyTest {

    @Property(tries = 200)
    void sumsAndProductsAreRoundedSourceAfterSource(
            @ForAll @IntRange(min = 2, max = 5) int sources,
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 100) int width,
            @ForAll long seed) {
        List<Activations> x = new ArrayList<>();
        float[][] sums = Rows.randomFloats(rows, width, seed);
        float[][] products = Rows.randomFloats(rows, width, seed);
        x.add(Rows.ofFloats(Rows.randomFloats(rows, width, seed), 3));
        for (int source = 1; source < sources; source++) {
            float[][] values = Rows.randomFloats(rows, width, seed + source);
            x.add(Rows.ofFloats(values, source % 3));
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < width; i++) {
                    sums[row][i] += values[row][i];
                    products[row][i] *= values[row][i];
                }
            }
        }

        assertThat(Rows.floatsOf(new Add(sources, width).apply(x))).isDeepEqualTo(sums);
        assertThat(Rows.floatsOf(new Multiply(sources, width).apply(x))).isDeepEqualTo(products);
    }

    @Property(tries = 200)
    void concatenatesTheFeaturesOfEachPixel(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 9) int pixels,
            @ForAll long seed) {
        int[] features = new Random(seed).ints(3, 1, 150).toArray();
        List<int[][]> signs = new ArrayList<>();
        List<int[][]> bytes = new ArrayList<>();
        for (int source = 0; source < 3; source++) {
            signs.add(SignRows.random(rows, features[source] * pixels, seed + source));
            bytes.add(Rows.randomBytes(rows, features[source] * pixels, seed + source));
        }
        Activations ofSigns = new Concatenate(ValueType.SIGNS, pixels, features)
                .apply(signs.stream().map(Rows::ofSigns).toList());
        Activations ofBytes = new Concatenate(ValueType.BYTES, pixels, features)
                .apply(bytes.stream().map(x -> Rows.ofBytes(x, 2)).toList());
        Activations ofFloats = new Concatenate(ValueType.FLOATS, pixels, features)
                .apply(bytes.stream().map(x -> Rows.ofFloats(floats(x), 2)).toList());

        assertThat(Rows.signsOf(ofSigns)).isDeepEqualTo(sideBySide(signs, pixels, features));
        assertThat(Rows.bytesOf(ofBytes)).isDeepEqualTo(sideBySide(bytes, pixels, features));
        assertThat(Rows.floatsOf(ofFloats)).isDeepEqualTo(floats(sideBySide(bytes, pixels, features)));
    }

    private static int[][] sideBySide(List<int[][]> x, int pixels, int[] features) {
        int all = features[0] + features[1] + features[2];
        int[][] y = new int[x.get(0).length][all * pixels];
        for (int row = 0; row < y.length; row++) {
            for (int p = 0; p < pixels; p++) {
                int to = p * all;
                for (int source = 0; source < features.length; source++) {
                    for (int i = 0; i < features[source]; i++) {
                        y[row][to++] = x.get(source)[row][p * features[source] + i];
                    }
                }
            }
        }
        return y;
    }

    private static float[][] floats(int[][] rows) {
        float[][] floats = new float[rows.length][rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                floats[row][i] = rows[row][i];
            }
        }
        return floats;
    }

    @Test
    void tellsHowManySourcesOfWhatWidthItTakes() {
        var side = new Concatenate(ValueType.FLOATS, 4, 3, 5);

        assertThat(side.sources()).isEqualTo(2);
        assertThat(side.inputs(0)).isEqualTo(12);
        assertThat(side.inputs(1)).isEqualTo(20);
        assertThat(side.outputs()).isEqualTo(32);
        assertThat(new Add(3, 7).inputs(2)).isEqualTo(7);
        assertThat(new Sign(7).sources()).isEqualTo(1);
        assertThat(new Sign(7).inputs(0)).isEqualTo(7);
    }

    @Test
    void aLayerOfOneSourceTakesOne() {
        Activations x = Rows.ofFloats(1, -1);

        assertThat(Rows.signsOf(new Sign(2).apply(List.of(x)))).isDeepEqualTo(new int[][] {{1, -1}});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sign(2).apply(List.of(x, x)))
                .withMessageContaining("takes 1 source, got 2");
    }

    @Test
    void refusesSourcesThatDoNotFit() {
        var add = new Add(2, 2);
        Activations x = Rows.ofFloats(1, -1);

        assertThatIllegalArgumentException().isThrownBy(() -> add.apply(x)).withMessageContaining("2 sources, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> add.apply(List.of(x, Rows.ofFloats(1, 2, 3))))
                .withMessageContaining("Source 1")
                .withMessageContaining("1 x 2 FLOATS")
                .withMessageContaining("1 x 3 FLOATS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> add.apply(List.of(x, Rows.ofFloats(new float[2][2], 0))))
                .withMessageContaining("2 x 2 FLOATS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> add.apply(List.of(x, Activations.ofSigns(1, 2, new long[1]))))
                .withMessageContaining("1 x 2 SIGNS");
    }

    @Test
    void refusesSizesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Add(1, 2)).withMessageContaining("got 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Multiply(2, 0))
                .withMessageContaining("got 2 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Concatenate(ValueType.FLOATS, 1, 3))
                .withMessageContaining("got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Concatenate(ValueType.FLOATS, 1, 3, 0))
                .withMessageContaining("0 x 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Concatenate(ValueType.FLOATS, 1 << 14, 1 << 13, 1 << 13))
                .withMessageContaining("2^28");
    }
}
